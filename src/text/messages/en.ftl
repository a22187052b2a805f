# The interface in English. Every key stands in the other languages too; a test holds them together.

app-name = WARTA
offline = offline
fetching = fetching { $done }/{ $total } · { $new } new
fetching-pages = pages { $done }/{ $total } · { $new } new
finding-stories = stories { $done } of { $total }
fresh = { $new } new, press . to show
counts = { $unread ->
    [0] all read
   *[other] { $unread } unread of { $articles }
}

section-latest = Latest
section-popular = Popular
section-for-you = For you
section-following = Following
section-saved = Saved
section-tags = Tags
section-sources = Sources
listing-followed = Everything followed
listing-unread = Unread
listing-found = Search: { $query }
listing-tags-with = Tags with “{ $text }”

articles = { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
fold-articles = +{ $count ->
    [one] { $count } article
   *[other] { $count } articles
}
fold-sources = +{ $count ->
    [one] { $count } source
   *[other] { $count } sources
}
carried = { $sources } of { $all } sources, { $age }
articles-more = { $count }+ articles
unread = { $count } unread
unread-more = { $count }+ unread
own = { $count } yours
minutes = { $count } min
hours = { $count } h
days = { $count } d
hits = { $count ->
    [0] no match
    [one] { $count } match
   *[other] { $count } matches
}
hits-most = the best { $count } matches
tags = { $count ->
    [0] none
    [one] { $count } tag
   *[other] { $count } tags
}
tags-most = { $count } tags or more
tags-beside = often with
suggested = suggested:
your-time = your time

saved = saved
by = by { $names }
attribution = reported by { $name }
no-date = no date
attachment = attachment
text-page = full text
text-feed = the feed’s text
related = Related
links = Links
list-related = The page’s own: related
list-recommended = The page’s own: recommended
list-popular = The page’s own: most read
list-latest = The page’s own: latest
list-video = The page’s own: video
link-user = “{ $user }@” is not the host
link-other-host = its words say { $host }
reason-shared-names = same names: { $terms }
reason-same-story = same story
reason-same-text = the same text
reason-also-at = also at { $terms }
group-story = same story
group-earlier = earlier
group-about = also about
group-page = from the page itself
reason-shared-terms = same topic: { $terms }
reason-shared-tags = same tags: { $terms }
reason-linked = linked from this page
reason-same-source = same source: { $terms }
because-follows = you follow { $name }
because-saved = like one you saved, “{ $title }”
because-finished = like one you read, “{ $title }”
because-source = you like what { $name } has

empty-latest = No articles yet.
empty-latest-how = Bring some in with:
empty-fetch = Press R to fetch your subscriptions.
empty-sample = Press D to read the sample edition.
empty-unread = Nothing unread.
empty-following = You follow nothing yet.
empty-following-how = Press + on a tag, source or article.
empty-following-search = F follows a search that is listed.
empty-followed = Nothing of what you follow is here yet.
empty-popular = Nothing popular yet.
empty-popular-how = Here stands what several sources carry.
empty-recommended = Nothing to recommend yet.
empty-recommended-how = From what you save, finish, follow.
empty-saved = Nothing saved yet.
empty-saved-how = Press s on an article to keep it here.
empty-tags = No tags yet.
empty-tags-how = Press T on an article to give it one of your own.
empty-tags-with = No tag has “{ $text }” in it.
empty-tags-with-how = Esc shows all of them again.
empty-sources = No sources yet.
empty-listing = No articles here.
empty-found = Nothing matches “{ $query }”.
empty-found-how = Fewer words find more; Esc leads back.
empty-search = Type a word, "a phrase", or tag:word.
empty-reader = Nothing open.
empty-reader-how = Enter opens the selected article.
empty-related = Nothing related in this store.
empty-body = This article came without a text.
follow-nothing = Nothing here to follow.
follow-no-search = Search with / first; F then follows it.
story-none = No other article of this story is here.
story-most = The newest { $count } of this story are shown.
no-tags = This article has no tags.
no-filter = Only the list of tags can be filtered; / searches.
tag-long = A tag has at most { $most } characters.
tags-many = An article has at most { $most } tags of yours, these are { $count }.
no-unread-next = No unread article further down.
no-unread-previous = No unread article further up.
play-unopened = Open the article first, then press V.
play-none = Nothing to play in this article.
recommend-off = Nothing is recommended: recommend = false in config.toml.
no-undo = Nothing to undo.
trail-end = The trail ends here.
too-small = Warta needs 40×10

prompt-search = Search
prompt-filter = Filter
ask-read-story = Mark all of this story read?
answer-yes = y yes, else no
picker-tags = Tags of this article
picker-follow = Follow, or no longer
picker-beside = often together
picker-suggested = suggested, a search
picker-play = Play
tag-editor-title = Your tags
tag-editor-complete = Tab: { $offers }
tag-editor-suggest = Tab, suggested: { $offers }
tag-editor-keys = Enter keeps · Esc leaves · , parts
help-title = Keys
help-filter = Type to filter, Esc closes
help-none = No key does that.

notice-saved = Saved.
notice-unsaved = No longer saved.
notice-following = Following { $name }; the same key ends it.
notice-unfollowed = No longer following { $name }.
notice-read-several = { $count ->
    [0] All of them were read.
    [one] Marked { $count } article read.
   *[other] Marked { $count } articles read.
}
notice-unread-several = { $count ->
    [one] Marked { $count } article unread.
   *[other] Marked { $count } articles unread.
}
notice-read = Marked read.
notice-unread = Marked unread.
notice-less = Less of this from now on; the same key takes it back.
notice-no-less = No longer less of this.
notice-undone = Undone.
notice-tagged = Tags: { $tags }
notice-full-text-fetching = Asking for its page; Esc stops that.
notice-full-text = Full text; x leads back to the feed’s.
notice-full-text-kept = Its full text is here; open it to read.
notice-full-text-shorter = Its page has no more; x shows it.
notice-text-page = The text of its page.
notice-text-feed = The feed’s text.
notice-sample = { $new ->
    [0] The sample edition is already here.
   *[other] { $new } articles of the sample edition.
}
notice-failed = Could not { $doing }: { $error }
notice-fetching = A fetch is under way; Esc stops it.
notice-playing = Handed to { $program }.
notice-no-player = There is no program { $program }; set player in config.toml.
notice-player-failed = { $program } failed (see player in config.toml): { $said }
notice-nothing-due = No feed is due.
notice-nothing-new = Nothing new.
notice-fetched = { $new } new, press . to show
notice-fetch-failed = { $failed } of { $total } feeds failed; `warta feeds` says why. { $new } new.
doing-list = load the list
doing-open = open the article
doing-gone = it is no longer in the store
doing-relate = look for related articles
doing-mark = keep the mark
doing-follow = change what is followed
doing-tag = keep the tags
doing-relate-tags = look for the tags that go with this one
doing-sample = load the sample edition
doing-fetch = fetch
doing-full-text = get the full text
doing-stories = put articles into stories
doing-play = play this
doing-overview = load the overview

scope-everywhere = Everywhere
scope-list = In the list
scope-reader = In the reader
scope-empty = In an empty store

key-down = down
key-up = up
key-top = to the top
key-bottom = to the bottom
key-page-down = a page down
key-page-up = a page up
key-half-down = half a page down
key-half-up = half a page up
key-read-on = read on; at the end, the next unread
key-open = open
key-back = back; at the root, quit
key-quit = quit
key-close = close what is open over the panes
key-next-pane = next pane
key-previous-pane = previous pane
key-section = section
key-next-article = next article
key-previous-article = previous article
key-next-unread = next unread
key-previous-unread = previous unread
key-next-related = select the next related article
key-previous-related = select the previous related article
key-related = related article by its number
key-all-related = to the related articles
key-trail-back = back on the trail
key-trail-forward = forward on the trail
key-pick-tag = pick a tag of this article
key-all-tags = all tags
key-follow = follow what is under the cursor, or no longer
key-follow-list = follow the search, tag or source that is listed, or no longer
key-edit-tags = your own tags of this article
key-filter = filter the list of tags as you type; Esc clears it
key-unfold = unfold a story: the other articles about it; fold it again
key-read-story = mark every article of this story read, asks first
key-play = play what comes with this article
key-save = save, or no longer
key-mark-read = mark read
key-mark-unread = mark unread
key-undo = undo the last mark
key-less = less of this, or no longer
key-full-text = the text of this article’s page, or the feed’s
key-search = search as you type
key-fetch-this = refresh the feeds of this article
key-fetch-due = refresh all feeds that are due; Esc stops it
key-show-new = show what came
key-zen = the reader alone
key-redraw = draw the screen anew
key-help = this help
key-sample = load the sample edition
key-suspend = to the shell; fg leads back

foot-move = move
foot-open = read
foot-save = save
foot-tags = tags
foot-follow = follow
foot-filter = filter
foot-less = less of this
foot-unfold = unfold
foot-fold = fold
foot-related = related
foot-trail = back
foot-search = search
foot-help = help
foot-quit = quit
foot-close = close
foot-pick = pick
foot-sample = sample edition
