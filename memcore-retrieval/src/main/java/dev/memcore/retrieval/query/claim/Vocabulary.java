package dev.memcore.retrieval.query.claim;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The lists of English words from which claims are read, chosen by hand. */
final class Vocabulary {
    /** Words that do not change what a claim says. */
    static final Set<String> EMPTY = words("""
        a an the is are am be been being s m re ve was were do does did doing has have had having will shall ll
        of and as so too also still just really actually very quite rather currently now nowadays presently
        already always usually generally regularly often well much lot lots bit pretty who which whose that than then
        to by with for into onto up out off there it its own my our such both own mine really even only about around
        roughly approximately exactly nearly almost each every per all any anymore longer ever yet
        can able how good oh yes yeah hi hey wow
        """);

    /** Words that negate a claim. */
    static final Set<String> NEGATIONS =
            words("not never no cannot without unable nobody none nothing neither nor hardly non");

    /** Words after which a claim is denied if a gerund follows: "stopped smoking". */
    static final Set<String> ENDED = words("stopped stop stops quit quits ceased ceases gave given gives");

    /** Words of sentences that do not claim what they say: conditions, wishes, plans, reports and possibilities. */
    static final Set<String> UNCLAIMED = words("""
        if whether unless suppose supposing imagine would could should might maybe perhaps possibly probably
        want wants wanted wanna wish wishes wished hope hopes hoping hoped intend intends consider considers
        considering considered planning dream dreams dreaming dreamed applied applying apply try trying tried
        said says say told tells tell heard thinks think thinking thought believes believe believed claims claimed
        claim pretend pretends promised promises guess supposedly allegedly reportedly gonna let lets please
        d feels felt feel looks looked seems seemed like_to
        """);

    /** Conjunctions before a clause that says under which circumstances a claim holds. */
    static final Set<String> CONDITIONS = words("when while whenever because although though");

    /** Words that say that a claim holds no longer, or only for a time. */
    static final Set<String> PAST = words("did had formerly previously once earlier originally_ before childhood then");

    /** Words that bind a claim to the day on which it is made. */
    static final Set<String> FLEETING = words("""
        today yesterday tomorrow tonight ago last next weekend morning_ afternoon_ evening_ recently lately soon
        just_
        """);

    /** Past forms that most texts use for single events, beside those in "-ed". */
    static final Set<String> PAST_FORMS = words("""
        went came saw ran ate took made gave met bought sold found got told spent slept won drove flew wrote spoke
        taught thought felt left kept sent built drank swam sang wore grew knew fell broke chose forgot
        """);

    /** Verbs in the past whose result lasts. */
    static final Set<String> LASTING = Roots.all("""
        moved became stopped quit ceased gave lost died passed divorced married named called born founded established
        started graduated finished invited switched turned made put bought sold cancelled retired joined located
        based relocated released settled published invented built parked kept stored located learned
        """);

    /** Pronouns that refer to something outside the sentence. */
    static final Set<String> POINTERS = words(
            "he she it they him them this these those here you your yours ya u everyone everybody someone somebody");

    /** Possessive pronouns of the third person. */
    static final Set<String> OWNERS = words("his her hers their theirs its");

    /** The first person. */
    static final Set<String> FIRST_PERSON = words("i me my mine myself im ive");

    /** Prepositions that say where something is. */
    static final Set<String> PLACING =
            words("in on at under behind beside near next opposite above below inside outside between from to within"
                    + " beneath against over across by");

    /** Prepositions and conjunctions that end a phrase of place. */
    static final Set<String> BREAKS =
            words("for with of about after before during since until while when because and or but who which as than");

    /** Nouns for persons by their relation to another person. */
    static final Set<String> RELATIVES = Roots.all("""
        sister brother mother father mom dad mum parent son daughter wife husband spouse partner girlfriend boyfriend
        fiance fiancee aunt uncle cousin nephew niece grandfather grandmother grandma grandpa friend colleague coworker
        neighbour neighbor boss roommate flatmate landlord tenant student child customer client assistant
        """);

    /** Nouns of which a person or thing may have several, so that two values do not contradict each other. */
    static final Set<String> SEVERAL = Roots.all("""
        friend brother sister son daughter child kid cousin uncle aunt nephew niece colleague coworker neighbour
        neighbor hobby student client customer member guest language book song movie film game pet interest skill
        goal idea thing reason problem part example option feature task project teammate classmate roommate plan
        """);

    /** Words that may stand on one side without a counterpart: verbs with little meaning, and words of measure. */
    static final Set<String> LIGHT = Roots.all("""
        be have get make do take need pay give go come keep put store lie stand sit stay place hold call name people
        person member total learn know manage turn switch way long heavy tall old date time value amount number
        use consist include contain become remain become full rise sharp family home house living body
        venue fact lead man woman guy
        """);

    /** Verbs that say that something is at a place. */
    static final Set<String> LOCATING = Roots.all(
            "locate situate listen keep put store lie stand sit stay park host run place hang rest hide leave deploy"
                    + " install move base be live");

    /** Rooms and areas, which may contain other places that are named with them. */
    static final Set<String> AREAS = Roots.all(
            "kitchen bedroom bathroom garage basement cellar attic office hall hallway garden yard backyard house home"
                    + " room building school city country village town north south east west");

    /** The relation of a favourite. */
    static final Set<String> FAVOURITE = Set.of("=favourite");

    /** Relations to one of several things, which need no name. */
    static final Set<String> CHOSEN_ONCE = Set.of("=favourite", "=code");

    /** Relations of a person or thing to one place. */
    static final Set<String> PLACED_ONCE = Set.of("=reside", "=birth");

    /** Relations of a person or thing to one named person or thing. */
    static final Set<String> NAMED_ONCE =
            Set.of("=reside", "=birth", "=work", "=study", "=spouse", "=boss", "=favourite", "=drive");

    /** The relation to an employer or a profession. */
    static final Set<String> WORK = Set.of("=work");

    /** The relation to a superior. */
    static final String BOSS = "=boss";

    /** A mark for the words after which a profession is named. */
    static final String AS = "@as";

    /** A mark for "have". */
    static final String HAVE = "@have";

    /** A mark for "the" after a form of "be", which is followed by what only one person or thing is. */
    static final String THE = "@the";

    /** Verbs that say how something is called. */
    static final Set<String> NAMING = Roots.all("name call");

    /** Words that say that a profession is named. */
    static final Set<String> PROFESSIONS = words("profession occupation");

    /** Verbs after which "to" is followed by a place. */
    static final Set<String> MOVING = Roots.all("move moved relocate went go goes");

    /** Words before a noun. */
    static final Set<String> DETERMINERS = words("the a an my his her our their your this that work school bed");

    /** Verbs that say what something is or is called. */
    static final Set<String> COPULAS = words("is are am s m re named called name");

    /** Verbs that follow a subject, in forms that are no imperatives. */
    static final Set<String> AUXILIARIES =
            words("is are am was were has have had does do did can cannot will s m re must costs takes not");

    /** Words for periods. */
    static final Set<String> PERIODS =
            words("year month week day morning evening night summer winter spring autumn fall");

    private static final Map<String, String> RELATIONS = new HashMap<>();

    static {
        relation("reside", "live lives living reside resides dwell home settled moved relocated based hometown");
        relation("work", "work works job employed employer employee profession occupation career");
        relation("spouse", "wife husband spouse married marry marries wedding");
        relation("boss", "boss manager supervisor superior");
        relation("study", "study studies student attends attend university college school graduated graduation");
        relation("birth", "born birth birthday birthplace birthdate native originally");
        relation("like", "like likes liked love loves enjoy enjoys adore adores fond fan keen");
        relation("favourite", "favourite favorite");
        relation("own", "own owns possess possesses");
        relation("drive", "drive drives car vehicle");
        relation("begin", "begin begins start starts begun started commence commences");
        relation("establish", "founded established exist existed exists start started");
        relation("due", "due deadline submit hand");
        relation("collect", "collected collection picked pick collect");
        relation("release", "release released releases launch launched");
        relation("allow", "allow allows permit permits limit limited");
        relation("salary", "salary earn earns income wage wages");
        relation("age", "age aged old");
        relation("code", "password passcode username nickname login");
    }

    private Vocabulary() {}

    private static void relation(String name, String members) {
        for (String member : members.split(" ")) {
            RELATIONS.putIfAbsent(Roots.of(member), "=" + name);
        }
    }

    /**
     * Returns the name of the relation that a root expresses, or the root. Verbs and nouns for one relation have the
     * same name, as the members of a verb class do (Levin, "English Verb Classes and Alternations", 1993).
     */
    static String relation(String root) {
        return RELATIONS.getOrDefault(root, root);
    }

    private static Set<String> words(String list) {
        return Arrays.stream(list.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }
}
