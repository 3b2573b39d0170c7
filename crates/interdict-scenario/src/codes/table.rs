//! The table of codes.

use super::explanation::codes;

codes! {
SYNTAX "I0001" "the text cannot be read"
"The file breaks the rules of RON or CSV: a bracket, a quote or a comma is missing or out of place. \
Nothing after the place is read, so other faults may follow once this one is mended."
wrong "Scenario(title: \"Two roads\" starts: \"1951-08-01\")"
right "Scenario(title: \"Two roads\", starts: \"1951-08-01\")"

MISSING_FILE "I0002" "a file is missing or cannot be opened"
"A table or a base names a file that is not in the scenario's folder, or that may not be read."
wrong "stations: \"station.csv\"" right "stations: \"stations.csv\""

TOO_LARGE "I0003" "a file or a table is too large"
"Sizes are bounded so that a mistaken file cannot fill the memory: 64 MiB a file, 256 MiB in all, \
4,000,000 values a RON file, 4,000,000 cells in all CSV files, 1,000,000 rows a table, fewer for some tables."
wrong "stations: \"everything.csv\"   // 3 GiB" right "stations: \"stations.csv\""

NOT_UTF8 "I0004" "a file is not UTF-8 text"
"Files are read as UTF-8, or as UTF-16 with a byte order mark. Spreadsheets often save in an older encoding, or as a \
worksheet: choose \"CSV UTF-8\"."
wrong "stations.csv saved as Windows-1252" right "stations.csv saved as UTF-8"

OUTSIDE "I0005" "a path leads out of the scenario's folder"
"A scenario is one folder that can be copied as a whole: a name is meant beside the file that gives it, and neither \
`..` nor a link may lead out of the folder."
wrong "stations: \"../other/stations.csv\"" right "stations: \"stations.csv\""

NOT_A_FILE "I0006" "not a regular file"
"Folders, devices and pipes are not read: they may have no end."
wrong "stations: \"tables\"   // a folder" right "stations: \"stations.csv\""

BASE_CHAIN "I0007" "the chain of bases is a circle or too long"
"A counterfactual may rest on another, at most 16 deep, but never on itself."
wrong "a.ron: base: \"b.ron\"    b.ron: base: \"a.ron\""
right "a.ron: base: \"b.ron\"    b.ron: base: \"scenario.ron\""

NOT_A_SCENARIO "I0008" "neither a scenario nor a counterfactual"
"A file begins with `Scenario(` or `Counterfactual(`, and a base must lead to a scenario."
wrong "(title: \"Two roads\")" right "Scenario(title: \"Two roads\")"

UNKNOWN_FIELD "I0009" "unknown field"
"The scenario or counterfactual has no field of this name. See the reference for all of them."
wrong "Scenario(titel: \"Two roads\")" right "Scenario(title: \"Two roads\")"

UNKNOWN_COLUMN "I0010" "unknown column"
"The table has no column of this name. See the reference for the columns of every table."
wrong "id,lattitude,lon" right "id,lat,lon"

DUPLICATE_FIELD "I0011" "given twice"
"One field or knob has two values; it is not said which one is meant."
wrong "(id: \"A\", men: 100, men: 200)" right "(id: \"A\", men: 200)"

DUPLICATE_COLUMN "I0012" "a column is given twice"
"Two columns of the table have one name."
wrong "id,lat,lat" right "id,lat,lon"

CELLS "I0013" "a row has too many or too few cells"
"Every row has as many cells as the header. A comma inside a text needs quotes about the text."
wrong "id,name,lat,lon\nAND,Andong, city,40.1,124.4" right "id,name,lat,lon\nAND,\"Andong, city\",40.1,124.4"

MISSING "I0014" "a required value is missing"
"The column has no default: the row cannot be understood without it."
wrong "(id: \"A-B\", from: \"A\", length_km: 12)" right "(id: \"A-B\", from: \"A\", to: \"B\", length_km: 12)"

WRONG_TYPE "I0015" "a value of another kind is wanted"
"A text stands where a number is wanted, a list where a name is wanted, and so on."
wrong "(id: \"A\", men: [100])" right "(id: \"A\", men: 100)"

TOO_DEEP "I0016" "nested too deeply"
"Lists and rows may be nested 32 deep; the form needs four."
wrong "sector: [[[[...]]]]" right "sector: [\"A-B\", \"B-C\"]"

DUPLICATE_ID "I0017" "two rows have one id"
"An id names one row of its table. Things that move have one row for each place, each with its id."
wrong "AND,40.1,124.4\nAND,39.9,124.3" right "AND,40.1,124.4\nNAN,39.9,124.3"

BAD_ID "I0018" "not an id"
"An id is made of letters, digits, `-` and `_`, at most 64 of them, so that `table.ID.field` can be \
taken apart; `all` is kept for lists of lines."
wrong "id: \"7th flak div.\"" right "id: \"flak-7\""

KEY_COLLISION "I0019" "two names have one key"
"Chance is keyed by a 64-bit hash of the name. Two of these names hash alike, which is all but \
impossible: rename one."
wrong "two ids with one hash" right "one of them renamed"

NOT_A_NUMBER "I0020" "not a number"
"A number is written with a point and without separators, with or without its unit: `12.5`, `62 mi`. Other forms are \
read where they have one meaning (I0053); `1,200` has two. A figure that is not known is an empty cell."
wrong "length_km: \"1,200\"" right "length_km: 12.5"

NOT_FINITE "I0021" "not a finite number"
"Infinity and NaN are no figures."
wrong "days: inf" right "days: 10"

UNKNOWN_UNIT "I0022" "unknown unit"
"Units are m, km, mi, ft, kg, t, short t, long t, lb, s, min, h, d, km/h, mph, t/day, short t/day, \
long t/day, % and share."
wrong "length_km: \"12 leagues\"" right "length_km: \"36 mi\""

OTHER_DIMENSION "I0023" "the unit measures something else"
"A length cannot be given in tons."
wrong "length_km: \"12 t\"" right "length_km: \"12 km\""

OUT_OF_RANGE "I0024" "out of range"
"Every figure has a range, wide enough for any theatre. Outside it, the figure or its unit is \
mistaken."
wrong "lat: 391" right "lat: 39.1"

NOT_WHOLE "I0025" "not a whole number"
"Things that are counted are whole."
wrong "men: 12.5" right "men: 12"

UNKNOWN_WORD "I0026" "not one of the words allowed"
"The column takes one of a few words."
wrong "kind: \"junction\"" right "kind: \"station\""

BAD_DATE "I0027" "not a date"
"Dates are year, month and day, with zeros: `1951-08-01`. Other forms are read where they have one meaning (I0053): \
`04/08/1951` has two, and a year of two digits has no century."
wrong "from: \"04/08/1951\"" right "from: \"1951-08-01\""

DATE_OUTSIDE "I0028" "a date outside the scenario"
"A warning: what lies wholly outside the scenario's days has no effect and is left out. An error \
when the date is more than ten years away, which is a slip of the pen."
wrong "starts: \"1951-08-01\" and a raid on 1915-10-23" right "a raid on 1951-10-23"

END_BEFORE_START "I0029" "the end comes before the start"
"`to` and `ends` are the last day, included: they may not be earlier than the first."
wrong "from: \"1951-09-01\", to: \"1951-08-01\"" right "from: \"1951-08-01\", to: \"1951-09-01\""

PHASE_OVERLAP "I0030" "two phases overlap"
"On any day at most one phase says what the attackers go for."
wrong "(id: \"a\", to: \"1951-12-20\"), (id: \"b\", from: \"1951-12-15\")"
right "(id: \"a\", to: \"1951-12-14\"), (id: \"b\", from: \"1951-12-15\")"

STEP "I0031" "the step does not divide a day"
"A day has a whole number of steps; a step is 1 minute to 1 hour."
wrong "step: \"7 min\"" right "step: \"15 min\""

TOO_LONG "I0032" "the scenario is too long"
"A scenario has at most 3,660 days."
wrong "starts: \"1951-08-01\", ends: \"1971-08-01\"" right "starts: \"1951-08-01\", ends: \"1952-06-30\""

DANGLING "I0033" "a name that is not there"
"A row names a thing that its table does not have."
wrong "from: \"Ostiglla\"" right "from: \"Ostiglia\""

LOOP "I0034" "a line or road ends where it begins"
"The two ends of a line or road are two stations; courses lead on to one that has no `next`."
wrong "(id: \"A-A\", from: \"A\", to: \"A\")" right "(id: \"A-B\", from: \"A\", to: \"B\")"

CUT_OFF "I0035" "no base can reach these stations"
"Someone draws, works or loads at a station that no line or road joins to any base."
wrong "a railhead on an island of the network" right "a line that joins the island to the rest"

NO_BASE "I0036" "there is no base"
"Supplies enter the theatre at bases; without one nothing moves. A theatre without the domain supply (formations, \
trucks, depots, stocks, roads) needs none."
wrong "bases: []" right "bases: [(id: \"B\", station: \"A\", tons_per_day: 1000)]"

NO_WEATHER "I0037" "there is no weather"
"At least one weather cell says how often attackers see the ground, month by month. A theatre without the domain \
attack (air units, raids, aircraft, phases) needs none."
wrong "weather: []"
right "weather: [(id: \"W\", lat: 39, lon: 126, visual: [0.6, 0.6, 0.6, 0.5, 0.5, 0.4, 0.3, 0.4, 0.5, 0.6, 0.6, 0.6])]"

PLACE "I0038" "guns stand at a point or along lines"
"A posting has either `lat` and `lon`, or `along`: not both, not neither."
wrong "(id: \"X\", heavy: 16)" right "(id: \"X\", heavy: 16, lat: 39.6, lon: 125.6)"

UNKNOWN_KNOB "I0039" "unknown knob"
"No rule has a knob of this path. `interdict knobs` lists all."
wrong "\"rail.sped_kmh\": 18" right "\"rail.speed_kmh\": 18"

KNOB_RANGE "I0040" "a knob is out of range"
"Every knob has a range within which its rule was thought through."
wrong "\"rail.speed_kmh\": 500" right "\"rail.speed_kmh\": 50"

MATCHES_NOTHING "I0041" "a change matches nothing"
"A change that finds no row would silently leave the base as it is."
wrong "Set(\"flak.SOV-ZADXX.active\", \"yes\")" right "Set(\"flak.SOV-ZADX.active\", \"yes\")"

CHANGES_NOTHING "I0042" "a change changes nothing"
"The base says so already: the comparison would be of a thing with itself."
wrong "Set(\"flak.SOV-ZADX.active\", \"no\")   // it is \"no\" in the base"
right "Set(\"flak.SOV-ZADX.active\", \"yes\")"

BAD_CHANGE "I0043" "not a change"
"Changes are `Set(path, value)`, `Remove(path)`, `Add(table, row)` and `Table(table, file)`; a path is \
`table.ID.field`, `rules.group.knob` or a field of the scenario."
wrong "Scale(\"gangs.reserve.men\", 2)" right "Set(\"gangs.reserve.men\", 8000)"

ORDER "I0044" "figures in the wrong order"
"The low end is not above the figure, nor the figure above the high end; hours begin before they end."
wrong "value: 5, low: 6, high: 8" right "value: 7, low: 6, high: 8"

HOW_MANY "I0045" "too many or too few values"
"The list has a fixed length, or may not be empty, or is bounded."
wrong "visual: [0.5, 0.5]" right "visual: [0.6, 0.6, 0.6, 0.5, 0.5, 0.4, 0.3, 0.4, 0.5, 0.6, 0.6, 0.6]"

TOGETHER "I0046" "two columns go together"
"One of the two means nothing without the other."
wrong "lat: 39.6" right "lat: 39.6, lon: 125.6"

SAME_NAME "I0047" "one name for two things in a list"
"Lists of targets and sectors may name lines and areas: a line and an area may not share an id, nor \
a bridge and an area."
wrong "line `core` and area `core`" right "line `core-1` and area `core`"

MOVES "I0048" "the rows of a formation do not follow each other"
"A formation is in one row on every day from its first to its last: its rows may not share days, nor leave \
days out between them."
wrong "(id: \"a-1\", formation: \"a\", to: \"1951-10-31\"), (id: \"a-2\", formation: \"a\", from: \"1951-11-05\")"
right "(id: \"a-1\", formation: \"a\", to: \"1951-10-31\"), (id: \"a-2\", formation: \"a\", from: \"1951-11-01\")"

EITHER "I0049" "one of two columns, not both and not neither"
"The two say the same thing in two ways."
wrong "(id: \"army\", railhead: \"C\", tons_per_day: 120, men: 40000)"
right "(id: \"army\", railhead: \"C\", men: 40000, posture: \"defence\")"

NO_TRUCKS "I0050" "no trucks on the only road"
"A warning: supplies can reach the railhead only over roads that have no trucks with the task `gap` at either end, so \
nothing comes. Not said where `timetable.transloading` is off."
wrong "trucks: [] and a railhead beyond a road" right "trucks: [(id: \"column\", station: \"B\", trucks: 100, task: \"gap\")]"

NO_LINE "I0051" "a railway without a line"
"Bridges, locomotives or gangs make a theatre one with a railway, and a railway has at least one line. A theatre \
without a railway has none of them."
wrong "locomotives: [(id: \"pool\", station: \"A\", count: 40)], lines: []"
right "lines: [(id: \"A-B\", from: \"A\", to: \"B\", length_km: 45)]"

NO_DOMAIN "I0052" "there is nothing in the scenario"
"A theatre is made of domains: railway, supply, attack, defence, interception, schools. It has a domain when one of the domain's tables has \
a row, and it needs at least one."
wrong "stations: [...], weather: [...] and nothing else" right "formations: [...], bases: [...]"

DIALECT "I0053" "a table is written in another way"
"A warning: the file is in the words of another country or program, and has been read, for it has one meaning: \
semicolons or tabs between cells, a line `sep=;`, decimal commas, thousands set apart, dates of a spreadsheet, TRUE for \
yes, `n/a` for an empty cell, names of columns in capitals, a blank of a word processor. What has two meanings, such as \
`1,200` or `04/03/1944`, is a fault, unless the rest of the table shows which is meant."
wrong "id;lat;lon\nA;44,5;10,25" right "id,lat,lon\nA,44.5,10.25"

THOUSANDS "I0054" "a point that may set thousands apart"
"A warning: three digits stand behind a point, as in many countries thousands are set apart. The figure is read with \
decimals."
wrong "tons_per_day: 12.000" right "tons_per_day: 12000"

SIGNS "I0055" "a text holds signs that cannot be shown"
"A warning: the text holds signs that would steer a terminal, or turn the direction of writing, or that no picture can \
hold: control characters, U+202E and its kin. Each is shown as U+FFFD. Ends of lines and tabs in a text are shown as \
blanks."
wrong "name: \"A\\u{1b}[2J\"" right "name: \"A\""

LENGTH "I0056" "a length that the places of its ends contradict"
"A warning: a line or road is shorter than the straight line between its ends, or many times longer. The length or a \
place has a slip."
wrong "length_km: 8 between places 75 km apart" right "length_km: 83"

FAR_AWAY "I0057" "a place in another part of the world"
"A warning: a station or a weather cell lies very much farther away than the rest do, or the latitude of the sun is not \
that of the stations. A sign or a digit may have slipped."
wrong "lat: -42.8 for a station in Italy" right "lat: 42.8"

NO_USE "I0058" "something that nothing uses"
"A warning: trucks where nobody draws or no road leaves, a road without trucks, stock where nobody draws, an aircraft \
type that no unit flies, a knob about tables without a row. It has no effect."
wrong "trucks: [(id: \"column\", station: \"B\", trucks: 100, task: \"gap\")] and no road from B"
right "a road from B, or trucks with the task `front`"

LONG_ROAD "I0059" "a road that no truck crosses in a night"
"A warning: at the speed of trucks without lights the road takes longer than the longest night. Trucks lie up by day on \
the way."
wrong "length_km: 900" right "roads from town to town, each shorter than a night"

NOBODY "I0060" "nobody to do the work"
"A warning: a railway without locomotives carries nothing, and one that is attacked and has no gangs is never mended."
wrong "lines: [...], locomotives: []" right "locomotives: [(id: \"pool\", station: \"A\", count: 40)]"

NO_ATTACK "I0061" "attackers that never attack"
"A warning: a unit has no aircraft or no effort for railways, no phase says what fighter-bombers go for, or phases end \
long before the scenario does."
wrong "phases: [(id: \"a\", from: \"1951-08-01\", to: \"1951-08-20\", ...)] in a scenario that ends in June"
right "phases to the end of the scenario"

SHARES "I0062" "shares that add up to more than one"
"A warning: the shares of food, ammunition and fuel in a need; the rest is stores."
wrong "\"supply.food_share\": 0.6, \"supply.ammunition_share\": 0.5" right "shares that leave something for stores"

NO_SUCH_OBJECT "I0063" "a doctrine goes for what is not there"
"A warning: a row of a doctrine goes for a kind of thing of which the scenario has none, or for things on a cut where \
there is nothing to cut off. The row does nothing."
wrong "doctrines: [(id: \"fields\", kind: \"airfield\")], airfields: []"
right "doctrines: [(id: \"track\", kind: \"track\")]"

OUT_OF_REACH "I0064" "aircraft that do not reach what they fly for"
"A warning: a screen patrols beyond the radius of its aircraft or outside its limits; interceptors or escorts reach no \
station and no airfield between their limits; a raid flies farther than its aircraft have fuel for."
wrong "radius_km: 400 and a station 900 km from the base" right "a base, or an aircraft type, that reaches it"

SHORT_FIELD "I0065" "a runway shorter than its aircraft need"
"A warning: with `field.works` a field can be used while its runway has a clear strip of `strip_m`, or of \
`field.strip_m`; a shorter runway never has one."
wrong "runway_m: 900, strip_m: 1500" right "runway_m: 1800, strip_m: 1500"

IN_SANCTUARY "I0066" "a raid on a line that nobody may attack"
"A warning: the line of the target is a sanctuary. A raid of record is flown all the same."
wrong "(unit: \"group\", kind: \"track\", target: \"A-B\", ...) and A-B a sanctuary" right "a line without `sanctuary`"

NO_BOMBERS "I0067" "an order to a unit that does not bomb from height"
"Orders are for units of the role `bomber`. Fighter-bombers and intruders go for what the phase or their doctrine names."
wrong "orders: [(id: \"first\", unit: \"jets\", doctrine: \"yards\", sorties_per_day: 9)]"
right "air_units: [(id: \"heavy\", role: \"bomber\", ...)], orders: [(id: \"first\", unit: \"heavy\", ...)]"

ACCEPTS_NOTHING "I0068" "an accepted warning that is not given"
"A warning: a row of `accepted` names a code, and what it is about, of which nothing is warned. What was accepted is mended, \
or the row names something else. Only warnings about a scenario that runs can be accepted."
wrong "accepted: [(id: \"short\", warning: \"I0056\", of: \"roads.X1\", because: \"...\")] and X1 as long as the straight line"
right "accepted: []"

NEVER_HOLDS "I0069" "a condition that can never hold"
"A request waits for something that this scenario cannot have: units to be formed, or pilots, where there are none."
wrong "requests: [(id: \"help\", when: \"few-formed\", than: 2, ...)], establishments: []"
right "requests: [(id: \"help\", when: \"many-waiting\", than: 20, ...)]"

NO_FIGURE "I0070" "an uncertain figure that is none"
"A row of `uncertain` names a knob that is measured or counted, or a column of figures of a table. A switch, a name, a \
date, a place or a figure of record is not drawn; and where every row is meant, the ends are factors."
wrong "(id: \"need\", path: \"formations.*.tons_per_day\", from: 100, to: 150)"
right "(id: \"need\", path: \"formations.*.tons_per_day\", from: 0.8, to: 1.2, factor: true)"

DRAWN_TWICE "I0071" "a figure that is drawn twice"
"Two rows of `uncertain` are about the same knob or the same figure of a table, and only one of them can say what it is."
wrong "path: \"trucks.*.trucks\" in one row and \"trucks.COLUMN.trucks\" in another"
right "one row for each knob and figure"

NEVER_SENT "I0072" "fighters that nobody sends"
"A warning: a row of `fighters` is a unit of the schools that no row of `assignments` sends to the front, so it never flies."
wrong "fighters: [(id: \"new\", unit: \"SQUADRON\", ...)], assignments: [(id: \"home\", unit: \"SQUADRON\", duty: \"call\")]"
right "assignments: [(id: \"war\", unit: \"SQUADRON\", duty: \"front\")]"
}
