# Words of the reports in English; the same messages stand in ar.ftl.
# A value of a closed list is «list-value», as the record's JSON has them.

report = Isnad report
made = Made with Isnad. Every value opens the sentence it was read from; what the pages do not say is absent.
stories = Stories
single-pages = Pages that share their event with no other
contents = Contents
known = What is known
disputed = What is disputed
no-disputes = No speakers contradict each other in what was read
nothing-known = No figures or confirmed events were read
figures = Figures
agreements = Agreements
timeline = Timeline
quotes = Quotations
positions = Positions
naming = Who calls what how
places = Places
pages = Pages
origins = Origins
evidence = Evidence
page = Page
outlet = Outlet
title = Title
day = Day
basis = Rests on
speaker = Speaker
via = Carried by
kind = Kind
figure = Figure
asof = As of
verdict = Verdict
entity = Who or what
called = Called
reason = Why
own-voice = the page itself
own-voices = the pages themselves
not-known = not known
effective = In effect from
duration = Duration
parties = Parties
mediators = Mediators
proposed-by = Proposed by
accepted-by = Accepted by
confirmed-by = Confirmed by
denied-by = Denied by
status = Status
history = How the status went
terms = Terms
violations = Violations
talks = Talks
reported-by = reported by { $who }
against = against { $who }
owed-by = owed by { $who }
owed-to = to { $who }
until = until { $when }
scare = in the outlet’s own quotation marks
in-mouth = in the words of { $who }
variants = Other wordings
parts = Of them
low = Low
best = Best
high = High
open-page = Original page
all-figures = All figures of this series
more-sentences = { $count ->
    [one] and one more sentence
   *[other] and { $figure } more sentences
}
chain-arrow = ←
joint = {", "}
quoted = “{ $words }”
told = { $figure } ({ $who })
told-on = { $figure } ({ $who }, { $day })
denied-claim = denied by { $who }

count-pages = { $count ->
    [one] one page
   *[other] { $figure } pages
}
count-outlets = { $count ->
    [one] one outlet
   *[other] { $figure } outlets
}
count-origins = { $count ->
    [one] one independent origin
   *[other] { $figure } independent origins
}
count-speakers = { $count ->
    [0] no named speaker
    [one] one speaker
   *[other] { $figure } speakers
}
count-disputes = { $count ->
    [0] no dispute
    [one] one dispute
   *[other] { $figure } disputes
}
count-stories = { $count ->
    [one] one story
   *[other] { $figure } stories
}
count-claims = { $count ->
    [one] one claim
   *[other] { $figure } claims
}
noun-pages = { $count ->
    [one] page
   *[other] pages
}
noun-outlets = { $count ->
    [one] outlet
   *[other] outlets
}
noun-origins = { $count ->
    [one] independent origin
   *[other] independent origins
}
noun-speakers = { $count ->
    [one] speaker
   *[other] speakers
}
noun-disputes = { $count ->
    [one] dispute
   *[other] disputes
}

chart-title = { $series }, by speaker
chart-desc = Step chart: a line for each speaker runs on to that speaker’s next figure; whiskers are a figure’s bounds. All values stand in the table below.
bars-desc = A bar for each speaker from zero to the figure; the pale part lies between its bounds. All values stand in the table below.
map-title = Map of the story’s places
map-desc = A circle for each place, its area by the number of claims about it. All counts stand in the list below.
map-note = Borders are Natural Earth’s, as held on the ground; no opinion on whose they are.
map-outside = Outside the map
graph-title = Where each page has it from
graph-desc = A line from each origin to the pages that drew on it. The list below says all of it, and why.

date-day = { $day } { $month } { $year }
date-day-month = { $day } { $month }
date-month = { $month } { $year }
date-days = { $from }–{ $to } { $month } { $year }
date-range = { $from } – { $to }
date-clock = { $date }, { $clock }
date-clock-zone = { $date }, { $clock } (UTC{ $zone })
date-week = week { $week } of { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
short-month-1 = Jan
short-month-2 = Feb
short-month-3 = Mar
short-month-4 = Apr
short-month-5 = May
short-month-6 = Jun
short-month-7 = Jul
short-month-8 = Aug
short-month-9 = Sep
short-month-10 = Oct
short-month-11 = Nov
short-month-12 = Dec

figure-at_least = at least { $low }
figure-more_than = more than { $low }
figure-less_than = less than { $high }
figure-up_to = up to { $high }
figure-about = about { $low }
figure-range = between { $low } and { $high }
figure-tens = tens
figure-hundreds = hundreds
figure-thousands = thousands
figure-ten-thousands = tens of thousands
figure-hundred-thousands = hundreds of thousands


origin-why-agency = the pages credit it for their words
origin-why-shared-text = one text in several pages
origin-why-according-to = pages have claims from it
origin-why-outlet = credits nobody and shares no text
origin-reason-credited = credits it: “{ $exact }”
origin-reason-according_to = credits it with a claim: “{ $exact }”
origin-reason-shared_passage = { $share } of the shorter text is also in { $with }: “{ $passage }”
one-text = one text

entity-type-person = person
entity-type-organisation = organisation
entity-type-group = group
entity-type-state = state
entity-type-place = place

date-basis-metadata = metadata
date-basis-text = page text
date-basis-story = story
date-basis-none = not known

origin-kind-agency = agency
origin-kind-outlet = outlet
origin-kind-shared-text = shared text

fact-status-agreed = agreed
fact-status-single = one origin
fact-status-superseded = superseded
fact-status-disputed = disputed
fact-status-denied = denied

fact-kind-figure = figure
fact-kind-event = event
fact-kind-statement = statement
fact-kind-quote = quotation

verdict-agreed = agreed
verdict-single = one figure
verdict-superseded = revised
verdict-disputed = disputed

agreement-status-proposed = proposed
agreement-status-agreed = agreed
agreement-status-in_force = in force
agreement-status-violated = violated
agreement-status-ended = ended
agreement-status-rejected = rejected
agreement-status-extended = extended
agreement-status-collapsed = collapsed

talks-status-held = held
talks-status-planned = planned

modality-asserted = asserted
modality-denied = denied
modality-possible = possible
modality-planned = planned
modality-promised = promised
modality-demanded = demanded

mode-said = said
mode-announced = announced
mode-confirmed = confirmed
mode-denied = denied
mode-accused = accused
mode-called_for = called for
mode-warned = warned
mode-expressed = expressed
mode-promised = promised
mode-reported = reported
mode-apologised = apologised
mode-threatened = threatened

measure-killed = Killed
measure-wounded = Wounded
measure-missing = Missing
measure-displaced = Displaced
measure-evacuated = Evacuated
measure-sheltered = Sheltered
measure-detained = Detained
measure-population = Population
measure-families = Families
measure-violations = Violations
measure-shipments = Shipments
measure-people = People
measure-duration = Duration
measure-distance = Distance

group-all = all
group-civilians = civilians
group-children = children
group-women = women
group-soldiers = soldiers
group-peacekeepers = peacekeepers
group-police = police
group-fighters = fighters
group-families = families

event-type-AGREE = agreement
event-type-CONSULT = consultation
event-type-SUPPORT = support
event-type-COOPERATE = cooperation
event-type-AID = aid
event-type-CONCEDE = concession
event-type-RETREAT = retreat
event-type-REQUEST = request
event-type-ACCUSE = accusation
event-type-REJECT = rejection
event-type-THREATEN = threat
event-type-PROTEST = protest
event-type-MOBILIZE = mobilisation
event-type-SANCTION = sanction
event-type-COERCE = coercion
event-type-ASSAULT = attack

what-ceasefire = ceasefire
what-violation = violation
what-talks = talks
what-call = call
what-meeting = meeting
what-operation = operation
what-shelling = shelling
what-disarmament = disarmament
what-withdrawal = withdrawal
what-evacuation = evacuation
what-aid = aid
what-amnesty = amnesty
what-apology = apology
what-protest = protest
what-session = session
what-detention = detention
what-inauguration = inauguration
what-bombing = bombing
what-clash = clash
what-exchange = exchange
what-displacement = displacement
what-sanctions = sanctions
what-disaster = disaster
what-accident = accident
what-election = election
what-mediation = mediation

term-cessation_of_hostilities = cessation of hostilities
term-disarmament = disarmament
term-dissolution = dissolution of formations
term-withdrawal = withdrawal
term-handover_of_weapons = handover of weapons
term-vacate_positions = vacating of positions
term-talks = talks
term-prisoner_exchange = prisoner exchange
term-humanitarian_access = humanitarian access
term-amnesty = amnesty
term-return = return
term-monitoring = monitoring
term-lifting_of_siege = lifting of siege

diff-title = What changed between the two reports
diff-nothing = Nothing changed
diff-new-stories = New stories
diff-gone-stories = Stories no longer in the report
diff-new = New
diff-revised = Revised
diff-disputed = Newly disputed
diff-settled = No longer disputed
diff-gone = No longer in the report
diff-new-pages = New pages
diff-was = was { $was }, now { $now }

verdict-revised = corrected by its speaker
verdict-incompatible_scope = different scope

reason-only_figure = one figure, with none beside it
reason-same_figure = all who give it give the same figure
reason-bounds_meet = { $a } and { $b } can both be true
reason-raised_by_speaker = the speaker raised it from { $a } to { $b }
reason-lowered_by_speaker = the speaker lowered it from { $a } to { $b }
reason-later_count = a later count: from { $a } to { $b }
reason-pages_own_voice = { $a } and { $b }: each page repeats what it was told in its time
reason-speakers_contradict = { $a } and { $b } cannot both be true, and come from different speakers
reason-narrower_place = { $a } and { $b }: one place lies in the other
reason-other_group = another group
reason-other_window = another stretch of time
reason-far_apart = { $a } and { $b } lie too far apart to count the same
reason-other_event = { $a } and { $b } are told of different events
reason-told_together = one page gives both { $a } and { $b }, and does not say that the count changed
reason-days_unknown = { $a } and { $b }: the day of a page is not known, so neither is known to be the later

best-rule-only_figure = no other stands at that day
best-rule-firmest = it fits all the others and is the most exact
best-rule-most_origins = it came through the most independent origins
best-rule-latest = it is the latest that stands
best-rule-named_speaker = a named speaker stands behind it, behind the others none
best-rule-lowest = nothing sets them apart: the lowest, as UCDP has it
best-rule-pinned = a person chose it; the decisions say who and why

decisions = Decided by persons
decided = { $what } by { $who }, { $day }
decision-corrected = read: { $read } — corrected: { $corrected }
decision-joined = { $entity } is { $into }
decision-pages = { $pages } here, { $others } there
decision-kind-accept = Accepted
decision-kind-reject = Rejected
decision-kind-correct = Corrected
decision-kind-merge = Stories merged
decision-kind-split = Story split
decision-kind-join = Names joined
decision-kind-pin = Chosen as best
decision-kind-undo = Undone

agreement-kind-ceasefire = Ceasefire
agreement-kind-truce = Truce
agreement-kind-exchange = Exchange
agreement-kind-withdrawal = Withdrawal

stance-statement = statement
stance-denial = denial
stance-demand = demand
stance-promise = promise
stance-accusation = accusation
stance-warning = warning
stance-threat = threat
stance-apology = apology

wording-kind-full = fullest wording
wording-kind-shortened = shortened
wording-kind-reworded = reworded
wording-kind-other_translation = another translation

confidence-high = high confidence
confidence-medium = medium confidence
confidence-low = low confidence

window-kind-cumulative = running total
window-kind-increment = within a stretch of time
window-since = since { $what }
window-hours = { $count ->
    [one] in one hour
   *[other] in { $figure } hours
}

aside-part = part of another figure
aside-not_asserted = not asserted
aside-no_count = duration or distance
aside-background = of another time

qualifier-exact = exact
qualifier-at_least = at least
qualifier-more_than = more than
qualifier-less_than = less than
qualifier-up_to = up to
qualifier-about = about
qualifier-vague = roughly

rejected-by = Rejected by
humanitarian = Humanitarian terms
amnesties = Amnesties
where = Where
next-talks = next
by = by { $who }
in-place = in { $where }
between = between { $who }
done = done
to-come = still to come
contradictions = Who contradicts whom
says-so = said by { $who }
denies-it = denied by { $who }
topic-event = { $what }: { $who }
topic-accusation = Accusation against { $who }
first-reported = first reported { $day }
reported-ahead = announced beforehand, { $day }
clock-utc = { $clock } UTC
beside = No contradiction to
aside = Figures read that no series counts
carried = carried by { $who }

date-reason-metadata = the page’s metadata states it
date-reason-text = the page’s text fixes it
date-reason-unknown = nothing on the page or in its story fixes it
date-reason-event = the page says “{ $exact }” of the { $what }, which another page ({ $source }) dates to { $day }
date-reason-weekday = the page says “{ $exact }”, and the story’s pages are of about { $near }
date-reason-latest_told = the latest that the page tells of: “{ $exact }”
date-reason-shared_text = it shares its text with a dated page ({ $source })

duration-hours = { $count ->
    [one] one hour
   *[other] { $figure } hours
}
duration-days = { $count ->
    [one] one day
   *[other] { $figure } days
}
duration-minutes = { $count ->
    [one] one minute
   *[other] { $figure } minutes
}
duration-weeks = { $count ->
    [one] one week
   *[other] { $figure } weeks
}
duration-months = { $count ->
    [one] one month
   *[other] { $figure } months
}
duration-years = { $count ->
    [one] one year
   *[other] { $figure } years
}
map-kilometres = { $figure } km
until-row = Until
other-times = Times far from the story’s days
noun-claims = { $count ->
    [one] claim
   *[other] claims
}
with = with { $who }
lone-figures = Figures with none beside them

# The desk in a browser.
web-desk = Isnad
web-menu = Menu
web-skip = To the text
web-moving = What moves now
web-search = Search
web-claims = Claims
web-sources = Sources
web-add = Add pages
web-empty = No pages yet.
web-changed = changed
web-to-story = to its story
web-judge-story = Merge or split this story
web-other-story = Number of the other story
web-page-that-goes = The page that goes
web-by = Signed by
web-reason = Reason
web-version = version
web-out-of-archive = Out of the archive
web-added-on = added
web-old-version = The page has changed since.
web-latest-version = As it is now
web-judge = Judge this claim
web-accept = Accept: the page says so
web-reject = Reject: it does not
web-pin = Choose as best figure
web-correct = Correct
web-correct-note = Speakers, places and groups by their ids, or as the page names them. An empty field takes the value away.
web-qualifier = How exact
web-group = Whom it counts
web-modality = In which way
web-more-of-speaker = All that this speaker says
web-more-of-place = All that is claimed of this place
web-since = From
web-until = Until
web-words = Words
web-search-note = Words are found with all that is written together with them. Words in quotation marks stand together; a word behind - is on no page found.
web-none-found = Nothing was found.
web-sources-note = An outlet’s pages that have their text from an agency, or in common with others, and how many pages have theirs from each.
web-source = Outlet or agency
web-own-pages = Pages of its own
web-copies = Copies among them
web-is-origin = Pages that have it from there
web-no-decisions = Nobody has decided anything yet.
web-undo = Undo
web-in-force = in force
web-undone = undone
web-without-effect = without effect
web-address = Address that the page is from, if known
web-paste = Text or HTML
web-upload = Files
web-no-page = There was no page in the form.
web-added-new = New:
web-added-version = Changed, a new version:
web-added-known = Known already:
web-nothing-here = There is nothing here
web-not-possible = Not possible
web-claim-gone = The page has no claim at these characters. It may be read otherwise now; the page itself is above this address.
web-too-many = Too many requests; wait a second.
web-other-host = This server does not answer to that name.
web-other-site = Only a page of this server can do that.
web-form-too-old = This form is from an earlier run of the server. Go back, load the page again and repeat it.
web-token-wanted = This desk asks for its token.
web-token-wrong = That is not the token.
web-token = Token
web-enter = Enter
page-claims = Claims of this page
page-no-claims = None was read.
page-removed = Removed from this page
page-nothing-removed = Nothing was removed.
removal-reason-script-notice = Notice about scripts
removal-reason-cookie-notice = Notice about cookies
removal-reason-share-bar = Buttons for sharing
removal-reason-related-links = Links to other articles
removal-reason-comment-form = Comments
removal-reason-navigation = Menu
removal-reason-advert = Advertisement
removal-reason-other = Something else
web-wrong-value = No value of «{ $field }»: «{ $value }». It takes: { $takes }
web-part = Part
web-shown = Shown: { $first }–{ $last }
web-previous = Previous
web-next = Next
web-too-large = That is more than this server takes at once; send fewer files.
web-too-slow = It took too long to arrive, or to be read.
web-order = Order
web-join = Two names of one speaker
web-same-as = Id of the other
web-change-number = Number of a change
web-story = Story
web-too-many-follow = As many follow the changes as this server takes; try again later.
web-feed-was = before: { $was }
web-feed-dispute = Now in dispute: { $about }
web-feed-violation = Violation reported: { $about }
web-feed-reported-by = reported by
web-feed-against = against
web-feed-decision = Decided: { $what }
web-feed-undo = Undone: { $what }
web-feed-story = New story: { $title }
web-feed-revised = { $was } → { $is }
web-feed-search = Search: { $words }
web-follow-story = Follow this story as a feed
web-follow-search = Follow this search as a feed
web-follow-claims = Follow these claims as a feed
web-take-along = Take this story along as
web-webhooks = Webhooks: who is told of changes
web-webhooks-note = The command isnad webhook adds, removes and enables them.
web-no-webhooks = Nobody is told.
web-all-kinds = All kinds of changes
web-hook-works = arrives
web-hook-failing = does not arrive
web-hook-disabled = given up
web-hook-fault = What went wrong last:
web-hook-waiting = Changes since the last one sent:
web-hook-given-up = given up
web-hook-failing-since = fails since
web-feeds = Feeds that are watched
web-feed = Feed
web-feed-read = Read last (UTC)
web-feed-next = Read next (UTC)
web-feed-waiting = Pages waiting
web-feed-failures = Failures in a row
web-feed-gone = gone since
web-feed-links-read = read
web-feed-links-given-up = given up
web-watched = Watched
web-feeds-note = The command isnad watch reads them and tells what changes, by the file that it is given.
web-no-feeds = No feed is watched.
web-alerts = Alerts
web-alert = Alert
web-alert-to = To
web-alert-told = Told
web-alert-last = Told last (UTC)
alert-way-terminal = Terminal
alert-way-webhook = Webhook
alert-way-atom = Feed in a file
change-kind-new_page = New page
change-kind-new_version = Changed page
change-kind-new_story = New story
change-kind-story_changed = Story changed
change-kind-story_merged = Story merged
change-kind-revision = New figure
change-kind-dispute = New dispute
change-kind-violation = Violation reported
change-kind-decision = Decision
change-kind-undo = Decision undone
web-sign-in = Sign in
web-sign-out = Sign out
web-user-name = Name
web-password = Password
web-sign-in-wanted = This desk asks who you are.
web-sign-in-wrong = There is no such name with this password.
web-too-many-tries = Too many tries; wait a minute.
web-read-only = Your account may look, but not add pages or decide.
about-speaker = All that this speaker says
about-events = Events
web-do-merge = Merge them
web-do-split = Split the page off
web-do-join = Join the names
web-to-series = The series that counts it
web-entity-stories = The latest stories
web-more-stories = There are more stories; these are the latest.
web-all-claims = All claims
web-also-called = The pages say
web-coordinates = Coordinates
