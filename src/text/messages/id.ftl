# The interface in Indonesian.

app-name = WARTA
offline = luring
fetching = mengambil { $done }/{ $total } · { $new } baru
fetching-pages = halaman { $done }/{ $total } · { $new } baru
finding-stories = mengelompokkan { $done } dari { $total }
fresh = { $new } baru, tekan . untuk melihat
counts = { $unread ->
    [0] semua terbaca
   *[other] { $unread } belum dibaca dari { $articles }
}

section-latest = Terkini
section-popular = Terpopuler
section-for-you = Untuk Anda
section-following = Diikuti
section-saved = Tersimpan
section-tags = Tag
section-sources = Sumber
listing-followed = Semua yang diikuti
listing-unread = Belum dibaca
listing-found = Cari: { $query }
listing-tags-with = Tag dengan “{ $text }”

articles = { $count } artikel
fold-articles = +{ $count } artikel
fold-sources = +{ $count } sumber
carried = { $sources } dari { $all } sumber, { $age }
articles-more = { $count }+ artikel
unread = { $count } belum dibaca
unread-more = { $count }+ belum dibaca
own = { $count } milik Anda
minutes = { $count } mnt
hours = { $count } jam
days = { $count } hari
hits = { $count ->
    [0] tidak ada yang cocok
   *[other] { $count } cocok
}
hits-most = { $count } yang paling cocok
tags = { $count ->
    [0] tidak ada
   *[other] { $count } tag
}
tags-most = { $count } tag atau lebih
tags-beside = sering bersama
suggested = saran:
your-time = waktu Anda

saved = tersimpan
by = oleh { $names }
attribution = dilansir { $name }
no-date = tanpa tanggal
attachment = lampiran
text-page = teks lengkap
text-feed = teks dari umpan
related = Berita terkait
links = Tautan
list-related = Dari halamannya: terkait
list-recommended = Dari halamannya: rekomendasi
list-popular = Dari halamannya: terpopuler
list-latest = Dari halamannya: terkini
list-video = Dari halamannya: video
link-user = “{ $user }@” bukan nama situsnya
link-other-host = tertulis { $host }
reason-shared-names = nama sama: { $terms }
reason-same-story = berita yang sama
reason-same-text = teks yang sama
reason-also-at = juga di { $terms }
group-story = berita yang sama
group-earlier = sebelumnya
group-about = juga tentang
group-page = dari halaman itu sendiri
reason-shared-terms = topik sama: { $terms }
reason-shared-tags = tag sama: { $terms }
reason-linked = ditautkan halaman ini
reason-same-source = sumber sama: { $terms }
because-follows = Anda mengikuti { $name }
because-saved = mirip yang disimpan, “{ $title }”
because-finished = mirip yang dibaca habis, “{ $title }”
because-source = Anda menyukai isi { $name }

empty-latest = Belum ada artikel.
empty-latest-how = Masukkan berita dengan:
empty-fetch = Tekan R untuk mengambil langganan.
empty-sample = Tekan D untuk membaca edisi contoh.
empty-unread = Semua sudah dibaca.
empty-following = Belum ada yang diikuti.
empty-following-how = Tekan + pada tag, sumber, artikel.
empty-following-search = F mengikuti pencarian yang tampil.
empty-followed = Belum ada artikel dari yang diikuti.
empty-popular = Belum ada yang terpopuler.
empty-popular-how = Di sini tampil yang dimuat beberapa sumber.
empty-recommended = Belum ada yang bisa disarankan.
empty-recommended-how = Dari yang disimpan, tamat, diikuti.
empty-saved = Belum ada yang disimpan.
empty-saved-how = Tekan s pada artikel untuk menyimpannya di sini.
empty-tags = Belum ada tag.
empty-tags-how = Tekan T pada artikel untuk memberinya tag Anda sendiri.
empty-tags-with = Tidak ada tag dengan “{ $text }”.
empty-tags-with-how = Esc menampilkan semuanya lagi.
empty-sources = Belum ada sumber.
empty-listing = Tidak ada artikel di sini.
empty-found = Tidak ada yang cocok dengan “{ $query }”.
empty-found-how = Lebih sedikit kata, lebih banyak hasil; Esc untuk kembali.
empty-search = Ketik sebuah kata, "sebuah frasa", atau tag:kata.
empty-reader = Belum ada yang dibuka.
empty-reader-how = Enter membuka artikel yang dipilih.
empty-related = Tidak ada berita terkait di sini.
empty-body = Artikel ini datang tanpa teks.
follow-nothing = Tidak ada yang bisa diikuti di sini.
follow-no-search = Cari dulu dengan /; lalu F mengikutinya.
story-none = Tidak ada artikel lain tentang berita ini.
story-most = { $count } terbaru dari berita ini yang tampil.
no-tags = Artikel ini tidak punya tag.
no-filter = Hanya daftar tag yang bisa disaring; / untuk mencari.
tag-long = Tag paling panjang { $most } karakter.
tags-many = Satu artikel paling banyak { $most } tag Anda, ini { $count }.
no-unread-next = Di bawah semua sudah dibaca.
no-unread-previous = Di atas semua sudah dibaca.
play-unopened = Buka dulu artikelnya, lalu tekan V.
play-none = Tidak ada yang bisa diputar di sini.
recommend-off = Saran dimatikan: recommend = false di config.toml.
no-undo = Tidak ada yang bisa diurungkan.
trail-end = Jejak berakhir di sini.
too-small = Warta perlu 40×10

prompt-search = Cari
prompt-filter = Saring
ask-read-story = Tandai semuanya terbaca?
answer-yes = y ya, lainnya tidak
picker-tags = Tag artikel ini
picker-follow = Ikuti, atau berhenti
picker-beside = sering bersama
picker-suggested = saran, pencarian
picker-play = Putar
tag-editor-title = Tag Anda
tag-editor-complete = Tab: { $offers }
tag-editor-suggest = Tab, saran: { $offers }
tag-editor-keys = Enter simpan · Esc batal · , pisah
help-title = Tombol
help-filter = Ketik untuk menyaring, Esc menutup
help-none = Tidak ada tombol untuk itu.

notice-saved = Tersimpan.
notice-unsaved = Tidak lagi tersimpan.
notice-following = Mengikuti { $name }; tombol sama mengakhiri.
notice-unfollowed = Tidak lagi mengikuti { $name }.
notice-read-several = { $count ->
    [0] Semua memang sudah dibaca.
   *[other] { $count } artikel ditandai sudah dibaca.
}
notice-unread-several = { $count } artikel ditandai belum dibaca.
notice-read = Ditandai sudah dibaca.
notice-unread = Ditandai belum dibaca.
notice-less = Yang seperti ini akan dikurangi; tombol yang sama membatalkannya.
notice-no-less = Tidak lagi dikurangi.
notice-undone = Diurungkan.
notice-tagged = Tag: { $tags }
notice-full-text-fetching = Halamannya diminta; Esc menghentikan.
notice-full-text = Teks lengkap; x kembali ke teks umpan.
notice-full-text-kept = Teks lengkapnya ada; buka artikelnya.
notice-full-text-shorter = Halamannya tidak lebih; x menampilkan.
notice-text-page = Teks dari halamannya.
notice-text-feed = Teks dari umpan.
notice-sample = { $new ->
    [0] Edisi contoh sudah ada di sini.
   *[other] { $new } artikel edisi contoh.
}
notice-failed = Gagal { $doing }: { $error }
notice-fetching = Pengambilan sedang berjalan; Esc menghentikannya.
notice-playing = Diserahkan ke { $program }.
notice-no-player = Program { $program } tidak ada; atur player di config.toml.
notice-player-failed = { $program } gagal (lihat player di config.toml): { $said }
notice-nothing-due = Belum ada umpan yang perlu diambil.
notice-nothing-new = Tidak ada yang baru.
notice-fetched = { $new } baru, tekan . untuk melihat
notice-fetch-failed = { $failed } dari { $total } umpan gagal; `warta feeds` menjelaskannya. { $new } baru.
doing-list = memuat daftar
doing-open = membuka artikel
doing-gone = sudah tidak ada di penyimpanan
doing-relate = mencari berita terkait
doing-mark = menyimpan tanda
doing-follow = mengubah yang diikuti
doing-tag = menyimpan tag
doing-relate-tags = mencari tag yang sejalan
doing-sample = memuat edisi contoh
doing-fetch = mengambil berita
doing-full-text = mengambil teks lengkap
doing-stories = mengelompokkan berita yang sama
doing-play = memutar ini
doing-overview = memuat ikhtisar

scope-everywhere = Di mana saja
scope-list = Di daftar
scope-reader = Di pembaca
scope-empty = Di penyimpanan kosong

key-down = turun
key-up = naik
key-top = ke paling atas
key-bottom = ke paling bawah
key-page-down = sehalaman turun
key-page-up = sehalaman naik
key-half-down = setengah halaman turun
key-half-up = setengah halaman naik
key-read-on = lanjut membaca; di akhir, berikutnya yang belum dibaca
key-open = buka
key-back = kembali; di akar, keluar
key-quit = keluar
key-close = tutup yang terbuka di atas panel
key-next-pane = panel berikutnya
key-previous-pane = panel sebelumnya
key-section = bagian
key-next-article = artikel berikutnya
key-previous-article = artikel sebelumnya
key-next-unread = berikutnya yang belum dibaca
key-previous-unread = sebelumnya yang belum dibaca
key-next-related = pilih berita terkait berikutnya
key-previous-related = pilih berita terkait sebelumnya
key-related = berita terkait menurut nomornya
key-all-related = ke berita terkait
key-trail-back = mundur di jejak
key-trail-forward = maju di jejak
key-pick-tag = pilih tag artikel ini
key-all-tags = semua tag
key-follow = ikuti yang di bawah kursor, atau berhenti
key-follow-list = ikuti pencarian, tag, atau sumber yang tampil, atau berhenti
key-edit-tags = tag Anda sendiri untuk artikel ini
key-filter = saring daftar tag sambil mengetik; Esc menghapusnya
key-unfold = buka berita: artikel lain tentangnya; lipat lagi
key-read-story = tandai semua artikel berita ini sudah dibaca, bertanya dulu
key-play = putar yang menyertai artikel ini
key-save = simpan, atau batalkan
key-mark-read = tandai sudah dibaca
key-mark-unread = tandai belum dibaca
key-undo = urungkan tanda terakhir
key-less = kurangi yang seperti ini, atau tidak lagi
key-full-text = teks dari halaman artikel ini, atau dari umpan
key-search = cari sambil mengetik
key-fetch-this = segarkan umpan artikel ini
key-fetch-due = segarkan semua umpan yang sudah waktunya; Esc menghentikan
key-show-new = tampilkan yang baru datang
key-zen = pembaca saja
key-redraw = gambar ulang layar
key-help = bantuan ini
key-sample = muat edisi contoh
key-suspend = ke shell; fg untuk kembali

foot-move = gerak
foot-open = baca
foot-save = simpan
foot-tags = tag
foot-follow = ikuti
foot-filter = saring
foot-less = kurangi
foot-unfold = buka
foot-fold = lipat
foot-related = terkait
foot-trail = kembali
foot-search = cari
foot-help = bantuan
foot-quit = keluar
foot-close = tutup
foot-pick = pilih
foot-sample = edisi contoh
