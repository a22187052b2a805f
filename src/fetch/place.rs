//! Public and private places: a server of the world may not send us to a machine of the reader's own network. Pure.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// Whether an address of the network belongs to the whole world: not to this machine, this network or nobody (the IANA
/// registries of special-purpose addresses).
#[must_use]
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_special = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_broadcast()
        || ip.is_documentation()
        || ip.is_multicast()
        || matches!((a, b, c), (0 | 240..=255, _, _) | (100, 64..=127, _) | (192, 0, 0) | (198, 18..=19, _));
    !is_special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let parts = ip.segments();
    // An address of version 4 in one of the shapes in which version 6 holds them.
    let v4 = |high: u16, low: u16| is_public_v4(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)));
    match parts {
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            v4(high, low)
        }
        [0x2001, 0xdb8 | 0, ..] => false,
        // Everything that is given out to the world begins so.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

/// Whether an address, as text, names a private place by itself, or no place at all.
#[must_use]
pub fn is_private(url: &str) -> bool {
    Url::parse(url).map_or(true, |url| is_private_by_name(&url))
}

/// Whether two addresses, as text, are on one host, by its name.
#[must_use]
pub fn is_one_host(one: &str, other: &str) -> bool {
    let host = |url: &str| Url::parse(url).ok()?.host_str().map(str::to_owned);
    host(one).is_some_and(|one| host(other) == Some(one))
}

/// Whether an address names a private place by itself, before any name is looked up.
#[must_use]
pub fn is_private_by_name(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => !is_public_v4(ip),
        Some(Host::Ipv6(ip)) => !is_public_v6(ip),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            let last = name.rsplit('.').next().unwrap_or_default();
            // A name of one part is one of the reader's own network.
            !name.contains('.')
                || matches!(last, "localhost" | "local" | "internal" | "home" | "lan")
                || name == "home.arpa"
        }
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_world_reaches_is_public() {
        for ip in ["1.1.1.1", "93.184.216.34", "100.63.0.1", "172.32.0.1", "2606:4700::1111", "64:ff9b::101:101"] {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
        for ip in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.8.9.1",
            "169.254.169.254",
            "172.16.0.1",
            "192.0.0.8",
            "192.168.1.1",
            "198.18.0.1",
            "203.0.113.5",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::7f00:1",
            "64:ff9b::a00:1",
            "2002:c0a8:101::",
            "2001:db8::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
        }
    }

    #[test]
    fn some_names_are_private_whatever_they_resolve_to() {
        let is = |url: &str| is_private_by_name(&Url::parse(url).unwrap());
        for url in [
            "http://localhost/",
            "http://LOCALHOST./x",
            "http://nas/",
            "http://nas./feed",
            "http://a.localhost/",
            "http://printer.local/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
        ] {
            assert!(is(url), "{url}");
        }
        for url in ["http://example.org/", "http://localhost.example.org/", "http://1.1.1.1/"] {
            assert!(!is(url), "{url}");
        }
    }
}
