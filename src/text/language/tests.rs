//! Texts of which the language is known. No test needs a feed.

use super::*;

#[track_caller]
fn told(code: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(Language::detect(text).as_ref().map(Language::code), Some(code), "{text}");
    }
}

#[test]
fn a_tag_gives_its_primary_subtag() {
    assert_eq!(Language::new("en-US").as_ref().map(Language::code), Some("en"));
    assert_eq!(Language::new(" ID_id ").as_ref().map(Language::code), Some("id"));
    assert_eq!(Language::new("english"), None);
    assert_eq!(Language::new(""), None);
}

#[test]
fn indonesian_is_told_from_a_headline_and_from_a_text() {
    told(
        "id",
        &[
            "Presiden resmikan jalan tol baru di Sumatera",
            "Harga cabai rawit naik menjelang Lebaran",
            "Gempa guncang Maluku, warga diminta tetap tenang",
            "Timnas U-17 menang tipis atas Thailand",
            "KPK Tahan Mantan Bupati",
            "Rupiah menguat terhadap dolar AS pada Jumat pagi",
            "Banjir rendam ratusan rumah",
            "Manchester City Ditekuk Chelsea, Guardiola Murka",
            "Elon Musk Umumkan Rencana Baru Tesla",
            "Hasil MotoGP Prancis: Bagnaia Juara",
            "Bursa Wall Street Ditutup Melemah",
            "Mantan Presiden Mesir Wafat",
            "Profil Ketua Mahkamah Konstitusi",
            "Jadwal Liga Inggris Pekan Ini: Arsenal vs Everton",
            "The Fed Tahan Suku Bunga, IHSG Menguat",
            "Polisi Tangkap Pelaku Pencurian Sepeda Motor",
            "Google Rilis Fitur Baru di Android",
            "Cara Membuat Kopi Susu Gula Aren",
            "Bahlil Copot Pejabat ESDM",
            "Ganda Putri Indonesia Melaju ke Semifinal All England",
            "Rusia Serang Kyiv, Lima Tewas",
            "BMKG: Waspadai Hujan Lebat di Jabodetabek",
            "Kementerian Kesehatan mencatat penurunan kasus demam berdarah dalam tiga bulan terakhir. \
         Meski begitu, masyarakat diminta tetap menguras tempat penampungan air setiap minggu.",
        ],
    );
}

#[test]
fn english_is_told_from_a_headline_and_from_a_text() {
    told(
        "en",
        &[
            "Ferry service to the islands resumes after storm",
            "Central bank holds interest rates for third month",
            "Scientists map the sea floor off Norway",
            "Fed Sees Slower Growth",
            "Two dead in highway crash",
            "Apple unveils new phone with a better camera",
            "Café owners in Malmö protest against higher rents",
            "The council voted on Tuesday to close the bridge for repairs that are expected to last until spring. \
         Shops on both banks fear that they will lose the customers who walk across it.",
        ],
    );
}

#[test]
fn a_script_of_its_own_is_enough() {
    told("ja", &["東京で新しい駅が開業", "大雪の影響で新幹線が運休", "カメラ"]);
    told("zh", &["中国经济增长放缓", "颱風逼近臺灣東部"]);
    told("ko", &["서울에 첫눈이 내렸다"]);
    told("th", &["ฝนตกหนักในกรุงเทพ"]);
    told("ar", &["الأمطار الغزيرة تغلق المدارس في العاصمة"]);
    told("he", &["גשם כבד צפוי הערב בירושלים"]);
    told("el", &["Ισχυρός σεισμός στην Κρήτη"]);
    told("hi", &["दिल्ली में भारी बारिश से सड़कें जलमग्न"]);
    told("ru", &["Правительство объявило о новых мерах поддержки бизнеса"]);
    told("ta", &["சென்னையில் கனமழை"]);
}

#[test]
fn another_latin_language_is_told_by_its_letters_or_by_its_length() {
    told(
        "de",
        &[
            "Die Bürger müssen für Strom künftig größere Beträge zahlen",
            "Der Bundestag hat am Donnerstag mit den Stimmen der Regierung ein neues Gesetz beschlossen, das den \
         Bau von Wohnungen in den Städten erleichtern soll.",
        ],
    );
    told("fr", &["Le gouvernement présente une réforme très contestée de la sécurité routière"]);
    told("vi", &["Mưa lớn gây ngập nhiều tuyến đường ở Hà Nội"]);
    told("tr", &["Türkiye'de şiddetli yağış sonrası okullar tatil edildi"]);
    told(
        "nl",
        &["De regering heeft vandaag besloten dat de dijken langs de grote rivieren de komende jaren \
         moeten worden verhoogd, omdat het water steeds vaker hoog staat."],
    );
    told(
        "es",
        &["El presidente de la empresa dijo que los trabajadores que quieran volver a sus puestos tienen hasta \
         el final del mes para decidirlo."],
    );
}

#[test]
fn too_little_is_no_language() {
    for text in ["", "   ", "2024", "!?", "U-17", "Persija", "👍👍"] {
        assert_eq!(Language::detect(text), None, "{text}");
    }
}

#[test]
fn only_the_sample_counts() {
    let english = "The ships in the harbour wait for the wind. ".repeat(SAMPLE / 44 + 1);
    let text = format!("{english}{}", "東京で新しい駅が開業".repeat(500));
    told("en", &[&text]);
}

#[test]
fn every_language_that_may_come_out_has_a_code() {
    for lang in LATIN.into_iter().chain(OTHERS) {
        assert!(code(lang).and_then(Language::new).is_some(), "{lang:?}");
    }
}

#[test]
fn running_text_is_told_by_its_everyday_words() {
    #[track_caller]
    fn full(lang: Option<Lang>, text: &str) {
        assert_eq!(full_of(text), lang, "{text}");
    }
    full(
        Some(Lang::Eng),
        "The bridge is closed to lorries, and the ferry that was to take them has not been repaired.",
    );
    full(
        Some(Lang::Ind),
        "Jembatan itu ditutup untuk truk karena kapal yang akan membawa mereka belum selesai diperbaiki.",
    );
    full(Some(Lang::Deu), "Die Brücke ist für Lastwagen gesperrt, und die Fähre wurde noch nicht repariert.");
    full(Some(Lang::Nld), "De brug is dicht voor vrachtwagens en het veer dat ze zou varen wordt nog niet hersteld.");
    full(Some(Lang::Ita), "Il ponte che porta alla stazione non è aperto per i camion, anche se i lavori sono finiti.");
    // One word too few, then too thinly sown, then those of two languages, then capitals throughout.
    full(None, "the ferry, and the bridge");
    full(Some(Lang::Eng), "the ferry, and the bridge, and");
    full(
        None,
        "the ferry and the bridge, harbour mayor council storm winter signal engine garden letter market captain \
        passenger quay road tower castle museum river valley coast island village station airport garage factory farm",
    );
    full(None, "the ferry and the bridge and kapal yang itu");
    full(None, "THE FERRY AND THE BRIDGE AND THE ROAD");
    // Not in the list, though two or three of their words are.
    for text in [
        "Broen er lukket for lastbiler, og den færge som skulle sejle dem over er stadig ikke i stand til at sejle.",
        "Silta on suljettu kuorma-autoilta, ja lautta joka on korjattavana ei ole vielä valmis.",
        "Most je zatvoren za kamione, a trajekt koji ih je trebao prevoziti još nije popravljen. On to ne zna.",
        "Most jest zamknięty dla ciężarówek, a prom, który miał je wozić, nie jest naprawiony, bo to trudne.",
    ] {
        full(None, text);
    }
}

#[test]
fn malay_comes_out_as_indonesian_and_its_prose_as_malay() {
    let text = "Jambatan itu ditutup kepada lori kerana feri yang akan membawa mereka masih belum siap dibaiki, dan kerja \
        dijangka selesai selepas mesyuarat dengan pihak polis.";
    told("id", &[text]);
    assert_eq!(Language::of_prose(text).as_ref().map(Language::code), Some("ms"));
}

#[test]
fn short_sentences_in_plain_letters_are_told_by_their_everyday_words() {
    told("de", &["Das Boot wird nicht vor dem Winter repariert, und auch die Pumpen sind nicht da."]);
    told("nl", &["Het schip is niet op tijd, maar het wordt ook niet meer gezocht."]);
    told("it", &["La nave non è arrivata e il porto non ha detto che cosa è successo."]);
}
