//! The words of furniture, in Indonesian, Malay and English. Data only: `furniture` says how they are looked up.

use super::{Furniture, List};

/// Whole lines, folded, apart by `|`.
pub(in crate::ingest) const WHOLE: &[(Furniture, &str)] = &[
    (
        Furniture::Account,
        "login|log in|masuk|daftar|masuk/daftar|masuk / daftar|login / daftar|sign in|sign up|register|\
         subscribe|langganan|berlangganan|my account|akun saya|subscribe now|log masuk|daftar masuk|langgan|\
         logout|keluar|upgrade|sign in/register|login/register|daftar sekarang|join|donate|support us|premium",
    ),
    (
        Furniture::Share,
        "share|bagikan|bagikan berita|bagikan artikel|bagikan artikel ini|kongsi|kongsikan|share this|\
         share this article|share this story|share this page|tweet|facebook|twitter|whatsapp|telegram|line|\
         linkedin|pinterest|instagram|tiktok|youtube|email|e-mail|copy link|salin link|salin tautan|salin|\
         link copied|tautan disalin|url copied|print|cetak|versi cetak|kirim ke teman|simpan|save|save article|bookmark|follow|ikuti|\
         following|follow us|ikuti kami|ikut|like|suka|dengarkan|listen|listen to article|dengarkan berita|\
         dengarkan artikel|text to speech|a- a+|a a a|aa|ukuran font|font size|copy|share options|\
         share on facebook|share on twitter|give this article|gift article|x|threads|messenger|\
         share full article|download|unduh|disalin|kirim|lapor|ikuti whatsapp channel kami|perbesar|perkecil|reset|zoom|\
         perbesar gambar|view image|view image in fullscreen|open image in gallery|image",
    ),
    (
        Furniture::Advert,
        "advertisement|advertisment|iklan|ads|ad|sponsored|scroll to continue with content|\
         scroll to resume content|scroll untuk melanjutkan|scroll untuk membaca|\
         scroll ke bawah untuk melanjutkan membaca|scroll ke bawah untuk lihat konten|lihat postingan ini di instagram|view this post on instagram|tampilkan semua|\
         gulir untuk melanjutkan|pariwara|advertorial|article continues below advertisement|\
         story continues below advertisement|article continues after ad|continue reading|lanjutkan membaca|\
         lanjut membaca di bawah|advertisement - scroll to continue|promoted|konten berlanjut di bawah iklan|\
         skip advertisement|remove ads|loading|memuat|play|pause|mute|unmute|video player is loading|\
         this video can not be played|media error|powered by|story continues below|\
         iklan - lanjutkan membaca di bawah|disponsori|ad feedback|artikel berlanjut di bawah iklan|\
         play video|putar video|watch now|laporkan iklan|kandungan diteruskan selepas iklan|paid content|\
         hide ad|tutup iklan|close ad|belum ada artikel|tidak ada artikel|belum ada berita",
    ),
    (
        Furniture::ReadAlso,
        "baca juga|baca juga berita|baca pula|baca lagi|baca|simak juga|lihat juga|tonton juga|artikel lain|\
         read also|also read|read more|see also|related|pilihan redaksi|simak video|simak video berikut|simak video berikut ini|tonton video|\
         lihat video|baca selengkapnya|simak berita selengkapnya|berita berkaitan|baca artikel lainnya|watch|\
         more on this|more on this story|you may also like|recommended reading|baca juga artikel lainnya|\
         video pilihan|saksikan video pilihan berikut ini|saksikan video menarik berikut ini|\
         baca berita terkait|keep reading|list of 3 items|end of list|list of 4 items|baca juga artikel",
    ),
    (
        Furniture::Heading(List::Related),
        "berita terkait|artikel terkait|terkait|related articles|related stories|related news|related posts|\
         related content|related coverage|related links|berita lainnya|berita lain|artikel lainnya|\
         baca berita lainnya|more stories|more like this|also in the news|berita berkaitan lain|\
         berita seputar|kabar terkait|tulisan terkait|artikel berkaitan|liputan terkait|more on this topic|\
         explore more|read next|next article|up next|next story|previous story|berita sebelumnya|berita selanjutnya|\
         berita berikutnya|artikel selanjutnya|artikel sebelumnya|what to read next|further reading|\
         from our partners|around the web|lihat berita lain|laporan berkaitan",
    ),
    (
        Furniture::Heading(List::Recommended),
        "rekomendasi|rekomendasi untuk anda|rekomendasi untukmu|rekomendasi berita|recommended|\
         recommended for you|recommended stories|untuk anda|untukmu|for you|top stories|you might also like|\
         you might like|mungkin anda suka|anda mungkin suka|kamu mungkin suka|berita pilihan|\
         pilihan untuk anda|pilihan untukmu|must read|don't miss|jangan lewatkan|suggested for you|\
         handpicked|headline|headlines|berita utama|sorotan|top picks|artikel pilihan|\
         pilihan editor|recommendation|recommendations|editor's pick|editors' picks|editor's picks|\
         cadangan untuk anda|sorotan utama|pilihan pembaca|more from us",
    ),
    (
        Furniture::Heading(List::Popular),
        "terpopuler|populer|berita terpopuler|berita populer|paling populer|most read|most popular|\
         most viewed|popular|trending|trending now|trending topics|tren|sedang tren|sedang hangat|terhangat|\
         top 5|top 10|paling banyak dibaca|banyak dibaca|most shared|most watched|viral|paling dibaca|\
         hot topics|topik hangat|hot|most commented|terlaris|popular now|popular stories|trending stories|\
         paling popular|terpopular|pilihan ramai|topik populer",
    ),
    (
        Furniture::Heading(List::Latest),
        "terkini|berita terkini|berita terbaru|terbaru|latest|latest news|latest stories|latest headlines|\
         kabar terbaru|kabar terkini|breaking news|more news|just in|the latest|berita hari ini|\
         indeks berita|indeks|index|today's news|live updates|artikel terbaru|berita mutakhir|\
         terkini lainnya|new articles",
    ),
    (
        Furniture::Heading(List::Video),
        "video|video rekomendasi|rekomendasi video|video terkait|video terpopuler|video terkini|\
         video populer|video lainnya|videos|related videos|latest videos|more videos|watch more|top videos|\
         galeri|foto|foto terkait|galeri foto|photos|photo gallery|infografis|podcast|podcasts|multimedia|\
         recommended videos|featured video|video unggulan|video viral",
    ),
    (
        Furniture::Comments,
        "komentar|tulis komentar|tulis komentar anda|tulis komentar anda di sini|beri komentar|\
         berikan komentar|kirim komentar|lihat komentar|lihat semua komentar|comments|comment|\
         leave a comment|leave a reply|add a comment|post a comment|view comments|show comments|\
         join the conversation|join the discussion|join the debate|have your say|be the first to comment|\
         jadilah yang pertama berkomentar|tinggalkan komentar|tinggalkan balasan|ulasan|komen|conversation|\
         load comments|tulis ulasan|komentar pembaca|disqus|silakan login untuk berkomentar",
    ),
    (
        Furniture::Newsletter,
        "newsletter|newsletters|skip past newsletter promotion|after newsletter promotion|get our newsletter|\
         sign up to our newsletter|sign up for our newsletter|enter your email|masukkan email anda|\
         alamat email|email address|your email address|get the app|download app|unduh aplikasi|\
         download aplikasi|google play|app store|get it on google play|download on the app store|\
         dapatkan aplikasi|klik disini|klik di sini|click here|selengkapnya klik di sini|\
         privacy policy applies|sign up here|ikuti saluran kami|join our channel|muat turun aplikasi|\
         langgan buletin|daftar newsletter|daftar buletin",
    ),
    (
        Furniture::Legal,
        "tentang kami|about us|redaksi|kontak|contact|contact us|hubungi kami|karir|careers|privacy|\
         privacy policy|kebijakan privasi|kebijakan data pribadi|terms|terms of use|terms of service|\
         syarat dan ketentuan|syarat & ketentuan|disclaimer|pedoman media siber|\
         pedoman pemberitaan media siber|cookie policy|cookies|accept all|accept cookies|terima|terima semua|\
         setuju|tolak|reject all|manage cookies|all rights reserved|kode etik|info iklan|pasang iklan|\
         advertise|advertise with us|site map|sitemap|rss|faq|bantuan|help|back to top|kembali ke atas|\
         our standards|reuse this content|licensing rights|purchase licensing rights|terma & syarat|dasar privasi|accessibility|\
         modern slavery act|terms & conditions|about|manage preferences|tutup|close|jaringan kami|\
         our network|part of|member of|cookie settings|company|perusahaan|lainnya",
    ),
    (
        Furniture::Pager,
        "selanjutnya|sebelumnya|next|previous|prev|next page|previous page|halaman selanjutnya|\
         halaman berikutnya|halaman berikut|show all|tampilkan semua|lihat semua|see all|view all|show more|\
         load more|muat lainnya|more|selengkapnya|lihat selengkapnya|halaman|page|seterusnya|\
         baca halaman selanjutnya|semua halaman|all pages",
    ),
    (
        Furniture::Navigation,
        "menu|skip to content|skip to main content|skip to navigation|langsung ke konten|loncat ke konten|\
         open menu|close menu|search|cari|pencarian|cari berita|jaringan|network|edition|edisi|\
         edisi indonesia|english|bahasa indonesia|bahasa|buka menu|tutup menu|main menu|navigation|home page|\
         langkau ke kandungan|carian|dark mode|mode gelap|toggle navigation|open navigation menu|e-paper|\
         epaper|kirim tulisan|jump to content",
    ),
    (
        Furniture::Tags,
        "tag|tags|topik|topics|topic|topik berita|tagar|tag terkait|tags terkait|kata kunci|keywords|\
         filed under|in this story|tag berita|related topics|topik terkait|explore more on these topics|\
         more on these topics|tagged|tagged with|topik terkait berita ini|explore these topics|label",
    ),
];

/// Words, apart by `|`, that say which list a heading is of, the surest first.
pub(in crate::ingest) const COMPOSED: &[(List, &str)] = &[
    (
        List::Recommended,
        "rekomendasi|rekomendasinya|recommended|recommendation|recommendations|pilihan|pilihanmu|untukmu|direkomendasikan",
    ),
    (List::Popular, "terpopuler|populer|trending|terhangat|terpopular|popular|viral"),
    (List::Latest, "terkini|terbaru|terupdate|latest"),
    (List::Related, "terkait|berkaitan|related"),
];

/// Words that such a heading may have besides, apart by `|`.
pub(in crate::ingest) const FILLERS: &str = "berita|artikel|kabar|news|konten|cerita|foto|video|untuk|buat|anda|kamu|kami|kita|\
         hari|ini|pekan|minggu|bulan|dari|redaksi|editor|pembaca|lainnya|lain|articles|stories|for|you|today";

/// Sections of news sites, folded, apart by `|`: a line of nothing else is navigation.
pub(in crate::ingest) const SECTIONS: &str = "home|beranda|news|berita|nasional|internasional|global|dunia|world|politik|politics|\
         hukum|ekonomi|\
         ekbis|bisnis|business|keuangan|finance|finansial|market|markets|money|olahraga|sport|sports|bola|\
         football|soccer|tekno|teknologi|tech|technology|sains|science|kesehatan|health|lifestyle|gaya hidup|\
         hiburan|entertainment|seleb|selebriti|travel|wisata|otomotif|automotive|edukasi|pendidikan|\
         education|opini|opinion|kolom|metro|megapolitan|daerah|regional|peristiwa|kriminal|humaniora|budaya|\
         culture|arts|uk|us|us & canada|asia|asia pacific|asia pasifik|africa|europe|eropa|amerika|\
         timur tengah|middle east|climate|environment|lingkungan|food|kuliner|properti|property|fashion|\
         lingkungan hidup|region|sumatera|jawa|kalimantan|sulawesi|papua|bali|jatim|jabar|jateng|cek fakta|\
         fakta|fact check|live|tv|kini|tempatan|semasa|sukan|ekonomi & bisnis|video|foto|photo|indeks|\
         terkini|terpopuler|more|lainnya|kanal|luar negara|wilayah|jenayah|mahkamah|obituaries|weather|books|\
         style|magazine|local|community|letters|editorial|analysis|analisis|investigations|features|\
         in pictures|radio|podcast|audio|pemilu|ramadan|haji|religi|sosok|tokoh|historia|islam digest|\
         khazanah|infografis|data|english";

/// Beginnings of lines, folded, apart by `|`; the rest of the line is short and no sentence.
pub(in crate::ingest) const BEGINNINGS: &[(Furniture, &str)] = &[
    (
        Furniture::ReadAlso,
        "baca juga|baca pula|baca lagi|simak juga|lihat juga|tonton juga|tonton video|simak video|read also|\
         also read|read more|see also|related:|pilihan editor|pilihan redaksi|editor's pick|artikel terkait:|\
         berita terkait:|baca:|saksikan video|saksikan juga|watch:|more:|see:|listen:|lihat:|simak:|read:|\
         baca selengkapnya|opinion:|more on this story|baca artikel|baca berita lain|lihat video|video:|\
         what you need to know:|key reading|selanjutnya:|menarik dibaca:|anda mungkin suka:",
    ),
    (
        Furniture::Heading(List::Related),
        "berita terkait|artikel terkait|berita lainnya|berita lain dari|lainnya di|related articles|related stories|\
         more from|more in|baca berita lainnya|laporan berkaitan|artikel lainnya|berita menarik lainnya|\
         more stories",
    ),
    (
        Furniture::Heading(List::Recommended),
        "rekomendasi untuk|recommended for|recommended by|top stories in|berita pilihan|pilihan untuk|\
         recommended from",
    ),
    (
        Furniture::Heading(List::Popular),
        "terpopuler di|terpopuler hari|populer di|most read in|most read on|most popular in|trending di|\
         trending in|trending on|terpopuler minggu|berita terpopuler|berita populer|most viewed in|\
         paling popular di",
    ),
    (
        Furniture::Heading(List::Latest),
        "berita terkini|berita terbaru|latest in|latest from|latest on|kabar terbaru|terkini di|\
         the latest from|latest news",
    ),
    (Furniture::Heading(List::Video), "video rekomendasi|video terkait|video terpopuler|video terkini"),
    (
        Furniture::Advert,
        "gambas:|advertisement|scroll to|iklan |sponsored by|embed:|a post shared by|sebuah kiriman dibagikan oleh|[gambas|video 20detik|halaman ini|\
         this article contains",
    ),
    (
        Furniture::Newsletter,
        "ikuti berita|ikuti kami di|ikuti terus|ikuti saluran|follow us on|download aplikasi|unduh aplikasi|\
         sign up for|sign up to|subscribe to|get our free|dapatkan update|dapatkan berita|dapatkan informasi|\
         dapatkan kabar|cek berita|follow our|langganan newsletter|langganan buletin|langgan buletin|daftar newsletter|daftar buletin|baca berita tanpa iklan|\
         join us on|add us on|get the latest|sertai|ikuti kami|ikuti channel|join whatsapp|gabung|\
         get breaking news|dapatkan newsletter",
    ),
    (
        Furniture::Comments,
        "tulis komentar|lihat komentar|komentar (|comments (|view comments|view all comments|\
         lihat semua komentar|belum ada komentar|no comments|leave a comment|kirim komentar|login untuk|\
         silakan login|silakan masuk|log in to comment|write a comment",
    ),
    (
        Furniture::Legal,
        "copyright|©|(c) 20|hak cipta|all rights reserved|seluruh hak cipta|by continuing to use|\
         situs ini menggunakan cookie|we use cookies|this website uses cookies|this site uses cookies|\
         hakcipta|kami menggunakan cookie|our standards:|berita ini telah tayang|artikel ini telah tayang|\
         artikel ini pertama kali|this article was originally|laman web ini menggunakan|© 20",
    ),
    (
        Furniture::Tags,
        "tag:|tags:|topik:|topics:|tag :|tags :|topik :|topics :|tagar:|filed under:|kata kunci:|keywords:|\
         tagged:",
    ),
    (
        Furniture::Pager,
        "lanjut halaman|lanjut ke halaman|halaman 1|halaman 2|halaman 3|halaman:|page 1|page 2|page 3|pages:|laman 1|muka surat",
    ),
    (
        Furniture::Meter,
        "waktu baca|reading time|this article is more than|estimasi baca|lama membaca|dibaca |dilihat |\
         views:|dibagikan|read time|perkiraan waktu baca|jumlah pembaca|melaporkan dari|reporting from",
    ),
    (
        Furniture::Account,
        "masuk untuk|login untuk membaca|sign in to|log in to|subscribe for|subscribe from|\
         already a subscriber|sudah berlangganan|berlangganan sekarang|langganan sekarang|\
         support independent|create a free account|you have",
    ),
    (
        Furniture::Share,
        "share on|share via|bagikan ke|bagikan lewat|bagikan melalui|share:|bagikan:|kongsi:|ikuti:|follow:",
    ),
    (
        Furniture::Navigation,
        "you are here|anda di sini|anda berada di|kembali ke|back to|edisi:|jump to|trending:|topik hangat|\
         hot topic|topik populer:|populer:|tagar populer|lewati podcast|lewati postingan|lompati postingan|\
         akhir dari podcast|izinkan konten",
    ),
];

/// Words that a whole sentence of furniture holds together, in any order; one after `^` begins it.
pub(in crate::ingest) const SENTENCES: &[(Furniture, &[&str])] = &[
    (Furniture::Newsletter, &["dapatkan", "klik"]),
    (Furniture::Newsletter, &["dukungan anda", "menambah semangat kami"]),
    (Furniture::Newsletter, &["tersedia voucer gratis"]),
    (Furniture::Newsletter, &["tersedia voucher gratis"]),
    (Furniture::Newsletter, &["dapatkan", "telegram"]),
    (Furniture::Newsletter, &["dapatkan", "whatsapp"]),
    (Furniture::Newsletter, &["dapatkan", "berita pilihan"]),
    (Furniture::Newsletter, &["dapatkan", "notifikasi"]),
    (Furniture::Newsletter, &["ikuti", "google news"]),
    (Furniture::Newsletter, &["artikel", "google news"]),
    (Furniture::Newsletter, &["berita", "google news"]),
    (Furniture::Newsletter, &["follow", "google news"]),
    (Furniture::Newsletter, &["ikuti", "whatsapp channel"]),
    (Furniture::Newsletter, &["ikuti", "saluran whatsapp"]),
    (Furniture::Newsletter, &["google news", "klik"]),
    (Furniture::Newsletter, &["^yuk", "whatsapp"]),
    (Furniture::Newsletter, &["konten menarik lainnya", "google news"]),
    (Furniture::Newsletter, &["gabung", "telegram", "klik"]),
    (Furniture::Newsletter, &["mari bergabung di", "telegram"]),
    (Furniture::Newsletter, &["unduh", "aplikasi", "kami"]),
    (Furniture::Newsletter, &["^unduh", "aplikasi", "ponsel"]),
    (Furniture::Newsletter, &["download", "aplikasi", "sekarang"]),
    (Furniture::Newsletter, &["sign up here"]),
    (Furniture::Newsletter, &["fakta atau hoaks"]),
    (Furniture::Newsletter, &["sign up", "newsletter"]),
    (Furniture::Newsletter, &["sign up", "inbox"]),
    (Furniture::Newsletter, &["subscribe", "newsletter"]),
    (Furniture::Newsletter, &["get our", "inbox"]),
    (Furniture::Newsletter, &["delivered", "inbox", "your"]),
    (Furniture::Newsletter, &["download", "our app"]),
    (Furniture::Newsletter, &["langgan", "telegram", "kami"]),
    (Furniture::Newsletter, &["ikuti kami di", "telegram"]),
    (Furniture::Newsletter, &["muat turun aplikasi"]),
    (Furniture::Newsletter, &["^follow", "whatsapp"]),
    (Furniture::Newsletter, &["dukung jurnalisme", "berlangganan"]),
    (Furniture::Newsletter, &["aktifkan pemberitahuan"]),
    (Furniture::Newsletter, &["baca berita tanpa iklan"]),
    (Furniture::Newsletter, &["aplikasi", "unduh sekarang"]),
    (Furniture::Legal, &["this article", "reviewed by our edito"]),
    (Furniture::ReadAlso, &["^rekomendasi video:"]),
    (Furniture::Legal, &["^disclaimer", "artikel"]),
    (Furniture::Legal, &["^disclaimer", "berita"]),
    (Furniture::Legal, &["^disclaimer", "informasi"]),
    (Furniture::Legal, &["^disclaimer", "konten"]),
    (Furniture::Legal, &["^disclaimer", "pembaca"]),
    (Furniture::Legal, &["^disclaimer", "redaksi"]),
    (Furniture::Legal, &["^disclaimer", "this article"]),
    (Furniture::Legal, &["^disclaimer", "the views"]),
    (Furniture::Newsletter, &["^***", "saksikan"]),
    (Furniture::Newsletter, &["^saksikan", "kanal youtube"]),
    (Furniture::Newsletter, &["^saksikan", "live streaming"]),
    (Furniture::Newsletter, &["^baca", "iklan", "klik"]),
    (Furniture::Newsletter, &["^baca tanpa iklan"]),
    (Furniture::Newsletter, &["informasi lengkap", "klik di sini"]),
    (Furniture::Legal, &["^berita ini", "tayang di", "judul"]),
    (Furniture::Legal, &["^artikel ini", "tayang di", "judul"]),
    (Furniture::Legal, &["^penafian:"]),
    (Furniture::Legal, &["^konten ini", "kerja sama"]),
    (Furniture::Legal, &["^artikel ini", "kerja sama"]),
    (Furniture::Legal, &["^artikel ini", "tanggung jawab", "penulis"]),
    (Furniture::Legal, &["^artikel ini", "dibantu ai"]),
    (Furniture::Legal, &["^tulisan ini", "tanggung jawab", "penulis"]),
    (Furniture::Legal, &["^artikel ini", "konten", "kami meminta izin anda"]),
    (Furniture::Legal, &["^this article", "content provided by"]),
    (Furniture::Newsletter, &["whatsapp channel", "akses"]),
    (Furniture::Newsletter, &["whatsapp channel", "klik"]),
    (Furniture::Newsletter, &["saluran whatsapp", "klik"]),
    (Furniture::Newsletter, &["breaking news", "ponsel"]),
    (Furniture::Newsletter, &["jangan ketinggalan", "kabar penting"]),
    (Furniture::Newsletter, &["^follow", "facebook"]),
    (Furniture::Newsletter, &["^follow", "twitter"]),
    (Furniture::Newsletter, &["^follow", "instagram"]),
    (Furniture::Newsletter, &["^ikuti", "facebook"]),
    (Furniture::Newsletter, &["^ikuti", "instagram"]),
    (Furniture::Newsletter, &["cek fakta", "whatsapp"]),
    (Furniture::Newsletter, &["kebenaran informasi yang beredar", "nomor"]),
    (Furniture::Legal, &["konten sponsor pada widget"]),
    (Furniture::Legal, &["dilarang", "crawling"]),
    (Furniture::Legal, &["privacy notice", "newsletters"]),
    (Furniture::Legal, &["we use cookies"]),
    (Furniture::Legal, &["kebijakan privasi dan kuki"]),
    (Furniture::Legal, &["kebijakan privasi dan cookie"]),
    (Furniture::Legal, &["privacy and cookies policy"]),
    (Furniture::Legal, &["uses cookies", "you"]),
    (Furniture::Legal, &["menggunakan cookie", "anda"]),
    (Furniture::Legal, &["menggunakan cookie", "kami"]),
    (Furniture::Legal, &["cookie", "pengalaman terbaik"]),
    (Furniture::Legal, &["^situs ini", "cookie"]),
    (Furniture::Legal, &["^situs ini", "kuki"]),
    (Furniture::Legal, &["^laman ini", "cookie"]),
    (Furniture::Legal, &["^laman ini", "kuki"]),
    (Furniture::Legal, &["^this site", "cookies"]),
    (Furniture::Legal, &["^this website", "cookies"]),
    (Furniture::Legal, &["^kami dan mitra kami"]),
    (Furniture::Legal, &["pengalaman", "menyesuaikan konten dan iklan"]),
    (Furniture::Legal, &["anda menyetujui", "kebijakan privasi"]),
    (Furniture::Legal, &["anda setuju", "kebijakan privasi"]),
    (Furniture::Legal, &["stores cookies", "your"]),
    (Furniture::Legal, &["cookies", "your experience"]),
    (Furniture::Legal, &["personalise content", "ads"]),
    (Furniture::Legal, &["personalize content", "ads"]),
    (Furniture::Legal, &["we and our partners", "cookies"]),
    (Furniture::Legal, &["menggunakan kuki", "anda"]),
    (Furniture::Legal, &["copyright", "all rights reserved"]),
    (Furniture::Legal, &["©", "all rights reserved"]),
    (Furniture::Legal, &["may not be published, broadcast, rewritten"]),
    (Furniture::Legal, &["not responsible for the content of external"]),
    (Furniture::Legal, &["dilarang", "menyalin", "tanpa izin"]),
    (Furniture::Legal, &["dilarang", "mengambil", "tanpa izin"]),
    (Furniture::Legal, &["artikel ini telah tayang di"]),
    (Furniture::Legal, &["berita ini telah tayang di"]),
    (Furniture::Legal, &["the thomson reuters trust principles"]),
    (Furniture::Comments, &["^apakah artikel ini bermanfaat"]),
    (Furniture::Comments, &["^apakah artikel ini membantu"]),
    (Furniture::Comments, &["^bagaimana pendapat anda", "artikel"]),
    (Furniture::Comments, &["^was this article helpful"]),
    (Furniture::Account, &["^anda membaca artikel", "premium"]),
    (Furniture::Comments, &["komentar", "tanggung jawab", "pengirim"]),
    (Furniture::Comments, &["komentar", "isi komentar", "redaksi"]),
    (Furniture::Comments, &["comments", "house rules"]),
    (Furniture::Comments, &["komen", "tanggungjawab", "pembaca"]),
    (Furniture::Account, &["subscribe", "unlimited access"]),
    (Furniture::Account, &["subscribe", "already a subscriber"]),
    (Furniture::Account, &["berlangganan", "akses", "anda", "premium"]),
    (Furniture::Advert, &["scroll", "lanjut", "membaca"]),
    (Furniture::Advert, &["if you are having trouble", "video"]),
    (Furniture::Advert, &["enable javascript"]),
    (Furniture::Advert, &["loading..."]),
    (Furniture::Advert, &["browser", "does not support"]),
];
