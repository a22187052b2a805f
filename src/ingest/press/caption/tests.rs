//! Captions as they are written, and what each credits.

use super::*;

#[track_caller]
fn is(line: &str, text: &str, credit: &str) {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    assert_eq!(split(line), Some(Caption { text: some(text), credit: some(credit) }), "{line}");
}

#[test]
fn a_credit_comes_in_many_shapes() {
    is("Jembatan itu runtuh. Foto/REUTERS", "Jembatan itu runtuh.", "REUTERS");
    is("Jembatan itu runtuh. Foto: Budi/Antara", "Jembatan itu runtuh.", "Budi/Antara");
    is("Jembatan itu runtuh (Foto: Budi Hartono)", "Jembatan itu runtuh", "Budi Hartono");
    is("A ferry leaves the port. (REUTERS/Kim Hong-ji)", "A ferry leaves the port.", "REUTERS/Kim Hong-ji");
    is(
        "Warga antre, Sabtu (8/1/2022). (ANTARA FOTO/Nama/aww)",
        "Warga antre, Sabtu (8/1/2022).",
        "ANTARA FOTO/Nama/aww",
    );
    is("Wali Kota Harja, Siti. dok. Pemkot Harja", "Wali Kota Harja, Siti.", "dok. Pemkot Harja");
    is("Ilustrasi hujan [Foto: Kabar Nusa]", "Ilustrasi hujan", "Kabar Nusa");
    is("The harbour at night. Photograph: Ann Lee/Getty Images", "The harbour at night.", "Ann Lee/Getty Images");
    is("The harbour at night. Credit: Ann Lee", "The harbour at night.", "Ann Lee");
    is("ilustrasi dermaga (pexels.com/Rina Ayu)", "ilustrasi dermaga", "pexels.com/Rina Ayu");
    is("The harbour at night. / AP Photo", "The harbour at night.", "AP Photo");
    is("Image caption, The harbour at night", "The harbour at night", "");
    is("Image source, Getty Images", "", "Getty Images");
    is("Foto: Budi/Antara", "", "Budi/Antara");
    is("The port. Ann Lee/AFP via Getty Images", "The port.", "Ann Lee/AFP via Getty Images");
}

#[test]
fn where_a_caption_is_expected_less_is_enough() {
    let line = "Warga antre minyak goreng di Harja (Budi/Kabar Nusa)";
    assert_eq!(split(line), None);
    let expected = Caption {
        text: Some("Warga antre minyak goreng di Harja".to_owned()),
        credit: Some("Budi/Kabar Nusa".to_owned()),
    };
    assert_eq!(in_place(line), Some(expected));
    for (line, text, credit) in [
        ("Darto di perahu. (©2024 Nusa.com/Rina Ayu)", "Darto di perahu.", "©2024 Nusa.com/Rina Ayu"),
        ("Darto di perahu. nusa.id/Rina Ayu", "Darto di perahu.", "nusa.id/Rina Ayu"),
        ("Ketua panitia lomba, Darto Wibowo/Istimewa", "Ketua panitia lomba, Darto Wibowo", "Istimewa"),
        ("Warga antre, Sabtu. SUARA/Made Wirawan/aa.", "Warga antre, Sabtu.", "SUARA/Made Wirawan/aa"),
        ("Warga antre, Sabtu. (B-Nusa Photo/Made Wirawan)", "Warga antre, Sabtu.", "B-Nusa Photo/Made Wirawan"),
        ("ILUSTRASI. Perahu di dermaga. Foto: dok. Rina", "Perahu di dermaga.", "dok. Rina"),
    ] {
        let expected = Caption { text: Some(text.to_owned()), credit: Some(credit.to_owned()) };
        assert_eq!(in_place(line), Some(expected), "{line}");
    }
    assert_eq!(in_place("Skor akhir pertandingan itu 2/1"), None);
    assert!(is_label("Keterangan gambar, ") && !is_label("Gambar perahu,"));
}

#[test]
fn a_caption_is_read_up_to_its_longest() {
    let line = |length: usize| format!("{}. Foto: Budi/Antara", "x".repeat(length - 19));
    assert_eq!(line(MAX_CAPTION).len(), MAX_CAPTION);
    for (read, name) in [(split as fn(&str) -> Option<Caption>, "split"), (in_place, "in_place")] {
        assert!(read(&line(MAX_CAPTION)).is_some(), "{name}");
        assert_eq!(read(&line(MAX_CAPTION + 1)), None, "{name}");
    }
}

#[test]
fn a_credit_has_a_number_of_words_at_the_most() {
    let line = |count: usize| format!("Atap runtuh. Credit: {}", vec!["Budi"; count].join(" "));
    assert!(split(&line(MAX_CREDIT)).is_some());
    assert_eq!(split(&line(MAX_CREDIT + 1)), None);
}

#[test]
fn names_joined_by_a_stroke_are_a_credit_below_a_picture() {
    let name = |line| credit(line).and_then(|caption| caption.credit);
    assert_eq!(name("Kabar Nusa/Rina Ayu").as_deref(), Some("Kabar Nusa/Rina Ayu"));
    for line in ["Rina Ayu", "Skor 2/1", "Ia datang dan/atau pergi.", "dan/atau"] {
        assert_eq!(name(line), None, "{line}");
    }
}

#[test]
fn prose_is_no_caption() {
    for line in [
        "Foto itu beredar luas di media sosial, kata dia, sejak Sabtu (8/1/2022).",
        "“Kami siap,” kata Darto (42).",
        "Polisi memeriksa foto: gambar sungai, gambar jembatan, dan gambar rumah-rumah yang hanyut malam itu juga.",
        "He told Reuters.",
        "Dia tidak menyesal. Perahu itu tidak pernah bertanya. (abc/antara)",
        "Sidang dihadiri jaksa dan kuasa hukum (PH).",
        "",
    ] {
        assert_eq!(split(line), None, "{line}");
    }
}
