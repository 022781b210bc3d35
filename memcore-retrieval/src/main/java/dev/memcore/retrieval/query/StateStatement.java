package dev.memcore.retrieval.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides by the form of an English sentence whether it states the state of a subject. The sentence must have all words
 * of the subject next to each other, and say something of the asked kind about them: a place after "is in" or "I put",
 * a person after "I lent it to". A subject after a preposition ("a label for the router") is only mentioned.
 *
 * <p>Words in lower case are compared with closed lists. A sentence with another verb is not recognised, so precision is
 * favoured over recall. O(length) for a sentence.
 *
 * <p>It is one file because all kinds of statements share the subject, its phrase and the lists of verbs.
 */
final class StateStatement {
    /** The number of characters of a text that are read. */
    private static final int CHARACTERS = 2_000;

    /** The maximum number of words between a verb and its object: "put the old red". */
    private static final int REACH = 4;

    /** The value of a statement about a subject with further words in its name. */
    private static final double SIMILAR = 0.5;

    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|['\u2019]s\\b|[.!?;\\n](?=\\s|$)|[:=](?=\\s)|\u2192|->|,");

    private static final Set<String> ENDS = Set.of(".", "!", "?", ";", "\n");
    private static final Set<String> DETERMINERS = set("""
        the a an my your his her its our their this that these those
        """);
    private static final Set<String> PREPOSITIONS = set("""
        of for about with without from to in on at under behind beside beneath below above over near by into
        onto inside outside between against like than next around after before regarding as
        """);
    private static final Set<String> ASPECTS = set("""
        date day time state condition status value place location
        """);
    private static final Set<String> LOCATIVE = set("""
        in on at under behind beside beneath below above over near by to into onto inside outside between
        against next underneath across opposite
        """);
    private static final Set<String> PLACES = Set.of("home", "upstairs", "downstairs", "outside");
    private static final Set<String> TIMES = set("""
        monday tuesday wednesday thursday friday saturday sunday january february march april may june july
        august september october november december morning afternoon evening night noon midnight weekend
        week month year day moment time today tomorrow tonight dawn spring summer autumn winter
        """);
    private static final Set<String> NO_PLACES = set("""
        need use order trouble danger charge fact good bad first last least
        """);
    private static final Set<String> DENIALS = set("""
        not never if whether would should could might maybe perhaps want wants wanted plan plans n t nor
        neither cannot
        """);

    private static final Set<String> OPENERS = set("""
        , : but so because when while once though
        """);

    private static final Set<String> BE = set("""
        is are was were be been being 's am can will
        """);
    private static final Set<String> HAVE = Set.of("has", "have", "had", "got");
    private static final Set<String> ADVERBS = set("""
        now still again back currently always usually just actually already also safely temporarily
        permanently up down over right directly away finally recently today once more later then only very
        quite too completely since
        """);
    private static final Set<String> STANDING = set("""
        stands stand lies lie hangs hang sits sit stays stay rests goes went gone moved belongs located
        stored kept placed put parked hidden left standing lying hanging sitting staying returned came
        arrived travelled traveled flew drove lives live ended landed found brought taken transferred
        shifted relocated packed travelling journeyed walked ran remains installed mounted carried dropped
        """);
    private static final Set<String> PUTTING = set("""
        put puts place placed places left leave leaves keep keeps kept move moved moves store stored stores
        stash stashed stowed bring brought brings take took takes carry carried hid hide hides hung hang
        laid lay set parked park dropped packed returned shifted transferred relocated sent threw find found
        saw spotted see stuck locked installed mounted deposited tucked slid pushed got have putting leaving
        keeping
        """);
    private static final Set<String> HOLDING = set("""
        borrow take use picked has have had got owns own holds hold keeps keep borrowed borrows took takes received carries
        possesses inherited uses using stole collected grabbed
        """);
    private static final Set<String> GIVING = set("""
        lent lend loaned gave given give handed passed returned sold sent brought entrusted transferred left
        borrowed taken went belongs belong
        """);
    private static final Set<String> SEEMING = set("""
        looks look looked seems seem seemed became becomes got gets turned remains remained stays stayed
        feels appears went appeared
        """);
    private static final Set<String> WORKING = set("""
        works work broke leaks failed stopped runs rattles needs
        """);
    private static final Set<String> CHANGING_STATE = set("""
        repaired fixed broke damaged locked unlocked charged emptied filled painted opened closed cleaned
        sealed scratched ruined polished
        """);
    private static final Set<String> NO_CONDITIONS = set("""
        a an the my your his her our their with from for about by to next behind near beside between home
        here there
        """);
    /** Participles after which a preposition, or nothing, says no condition: "was bought", "is kept in". */
    private static final Set<String> NO_STATES = set("""
        bought given made sold moved put placed left stored kept borrowed lent taken called delivered
        ordered
        """);

    private static final Set<String> HAPPENING = set("""
        takes take took will starts start begins begin happens falls on at got moved postponed scheduled
        changed due planned shifted runs opens
        """);
    private static final Set<String> SCHEDULING = set("""
        moved postponed rescheduled scheduled booked shifted delayed set pushed brought planned fixed agreed
        changed move postpone reschedule book arranged
        """);
    private static final Set<String> CHANGING = set("""
        changed changes change set reset updated raised lowered increased reduced renamed rose fell dropped
        went switched moved adjusted corrected
        """);
    private static final Set<String> VALUING = Set.of("became", "becomes", "equals", "=", ":", "\u2192", "->");
    private static final Set<String> LIVING = set("""
        lives live lived resides moved relocated settled based moves living
        """);
    private static final Set<String> DWELLINGS = set("""
        flat house apartment home place room condo studio cottage
        """);
    private static final Set<String> GETTING = set("""
        bought rented rents found owns got
        """);

    private final List<String> words;
    private final List<String> written;
    private final StateQuestion question;

    private StateStatement(List<String> words, List<String> written, StateQuestion question) {
        this.words = words;
        this.written = written;
        this.question = question;
    }

    /** Returns the words of a list. */
    static Set<String> set(String list) {
        return Set.of(list.strip().split("\\s+"));
    }

    /** Returns the words and marks of a text, in lower case. The list can be changed. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        written(text).forEach(word -> words.add(word.toLowerCase(Locale.ROOT)));
        return words;
    }

    private static List<String> written(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.length() > CHARACTERS ? text.substring(0, CHARACTERS) : text);
        while (matcher.find()) {
            words.add(matcher.group().replace('\u2019', '\''));
        }
        return words;
    }

    /** Returns whether a mark ends a sentence. */
    static boolean ends(String word) {
        return ENDS.contains(word);
    }

    /** Returns whether a word may be left out of a name of a subject. */
    static boolean isFunctionWord(String word) {
        return DETERMINERS.contains(word) || word.equals("'s") || PREPOSITIONS.contains(word) || word.equals("and");
    }

    /** Returns how a text states what the question asks for, see {@link StateQuestion#statedBy}. */
    static double states(String text, StateQuestion question) {
        List<String> written = written(text);
        double stated = 0;
        int from = 0;
        for (int i = 0; i <= written.size(); i++) {
            if (i == written.size() || ends(written.get(i))) {
                List<String> sentence = written.subList(from, i);
                boolean asks = i < written.size() && written.get(i).equals("?");
                if (!asks) {
                    stated = Math.max(stated, states(sentence, question));
                }
                from = i + 1;
            }
        }
        return stated;
    }

    private static double states(List<String> written, StateQuestion question) {
        List<String> words =
                written.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        if (!words.containsAll(question.subject())) {
            return 0;
        }
        double stated = 0;
        StateStatement sentence = new StateStatement(words, written, question);
        for (int i = 0; i < words.size(); i++) {
            if (question.subject().contains(words.get(i))) {
                int end = sentence.endOfSubject(i);
                if (end > 0 && sentence.statesAbout(i, end)) {
                    stated = Math.max(stated, sentence.isModified(i) ? SIMILAR : 1);
                }
            }
        }
        return stated;
    }

    /** Returns whether a further word belongs to the name of the subject: "red" in "the red suitcase". */
    private boolean isModified(int from) {
        String before = at(from - 1);
        boolean verb =
                Stream.of(BE, PUTTING, GIVING, HOLDING, CHANGING, SCHEDULING).anyMatch(verbs -> verbs.contains(before));
        boolean name = isName(from); // "gave Ann Ben's drill"
        return !before.isEmpty()
                && !name
                && !verb
                && !OPENERS.contains(before)
                && !(isFunctionWord(before) && !before.equals("'s"));
    }

    /** Returns the end of the subject that begins at a word, or 0 if other words are between its words. */
    private int endOfSubject(int from) {
        Set<String> missing = new HashSet<>(question.subject());
        for (int i = from; i < words.size(); i++) {
            String word = words.get(i);
            if (missing.remove(word)) {
                if (missing.isEmpty()) {
                    return i + 1;
                }
            } else if (!isFunctionWord(word)) {
                return 0;
            }
        }
        return 0;
    }

    private boolean statesAbout(int from, int to) {
        if (words.stream().anyMatch(DENIALS::contains) || saysNoLonger()) {
            return false;
        }
        int start = startOfPhrase(from);
        boolean free = isFree(start);
        return switch (question.kind()) {
            case PLACE -> place(start, to, free) || received(start, to, free); // whoever took it may have moved on
            case HOLDER -> (free && holds(start)) || received(start, to, free);
            case CONDITION -> free && (condition(to) || verbBefore(start, CHANGING_STATE) >= 0);
            case DATE -> date(start, to, free);
            case VALUE -> value(start, to, free);
            case HOME -> free && home(to);
        };
    }

    private boolean saysNoLonger() {
        int no = words.indexOf("no");
        return no >= 0 && at(no + 1).equals("longer");
    }

    /** Returns the start of the noun phrase that ends in the subject: its article, or the subject itself. */
    private int startOfPhrase(int from) {
        for (int i = from - 1;
                i >= Math.max(0, from - 3) && !ADVERBS.contains(at(i)) && !OPENERS.contains(at(i));
                i--) {
            if (PREPOSITIONS.contains(at(i))) {
                return i + 1;
            }
            if (DETERMINERS.contains(at(i)) && !at(i).equals("that")) {
                return i;
            }
        }
        return from;
    }

    /** Returns whether a noun phrase is no part of another one: "a label for the router" has such a part. */
    private boolean isFree(int start) {
        String before = at(start - 1);
        boolean fromNowOn = before.equals("on") && ADVERBS.contains(at(start - 2));
        boolean ofIt = before.equals("of") && ASPECTS.contains(at(start - 2)); // "the date of the audit"
        return fromNowOn || ofIt || !(PREPOSITIONS.contains(before) || before.equals("'s"));
    }

    private String at(int i) {
        return i >= 0 && i < words.size() ? words.get(i) : "";
    }

    private boolean isName(int i) {
        return i >= 0
                && i < written.size()
                && Character.isUpperCase(written.get(i).codePointAt(0));
    }

    /** Returns the position of a verb that has the subject as its object, or -1. */
    private int verbBefore(int start, Set<String> verbs) {
        for (int i = start - 1; i >= Math.max(0, start - REACH); i--) {
            if (verbs.contains(at(i))) {
                return i;
            }
            if (PREPOSITIONS.contains(at(i)) || at(i).equals(",")) {
                return -1;
            }
        }
        return -1;
    }

    /** Returns the first position from a word on that is none of some words. */
    private int after(int from, Set<String> skipped) {
        int i = from;
        while (i < words.size() && skipped.contains(at(i))) {
            i++;
        }
        return i;
    }

    private boolean place(int start, int to, boolean free) {
        if (free && at(to).equals(":")) {
            return true;
        }
        if (free) {
            int i = to;
            while (BE.contains(at(i)) || HAVE.contains(at(i)) || ADVERBS.contains(at(i)) || STANDING.contains(at(i))) {
                i++;
            }
            if (locates(i) || (i > to && PLACES.contains(at(i)))) {
                return true;
            }
        }
        int next = after(to, ADVERBS);
        return verbBefore(start, PUTTING) >= 0 && (locates(next) || PLACES.contains(at(next)));
    }

    /** Returns whether a preposition at a position opens a place, and not a time or a condition. */
    private boolean locates(int i) {
        if (!LOCATIVE.contains(at(i)) || i + 1 >= words.size() || NO_PLACES.contains(at(i + 1))) {
            return false;
        }
        int noun = after(i + 1, DETERMINERS);
        boolean time = TIMES.contains(at(noun)) || (TIMES.contains(at(noun + 1)) && isNumber(at(noun)));
        return !time;
    }

    private static boolean isNumber(String word) {
        return !word.isEmpty() && Character.isDigit(word.charAt(0));
    }

    /** Returns whether a person has the subject: "Anna borrowed the drill". */
    private boolean holds(int start) {
        int holding = verbBefore(start, HOLDING);
        return holding > 0 && holding >= start - 2; // after a subject, so not the first word
    }

    /** Returns whether the subject is with a person: "I lent the drill to Anna". */
    private boolean received(int start, int to, boolean free) {
        int next = after(to, Set.of("over", "back", "on", "along", "again", "now"));
        if (verbBefore(start, GIVING) >= 0) {
            boolean toPerson = (at(next).equals("to") || at(next).equals("with")) && names(next + 1);
            boolean person = isName(start - 1) && free; // "gave Anna the drill"
            return toPerson || person;
        }
        if (!free) {
            return false;
        }
        int i = to;
        while (BE.contains(at(i)) || HAVE.contains(at(i)) || ADVERBS.contains(at(i)) || GIVING.contains(at(i))) {
            i++;
        }
        boolean prepositions = at(i).equals("with") || at(i).equals("to") || at(i).equals("by");
        int name = at(i).equals("at") ? i + 1 : i;
        boolean owner =
                i > to && BE.contains(at(i - 1)) && isName(name) && at(name + 1).equals("'s");
        return owner || (i > to && prepositions && names(i + 1));
    }

    /** Returns whether a name, or a person by a possessive ("my brother"), is at a position. */
    private boolean names(int i) {
        return isName(i)
                || DETERMINERS.contains(at(i))
                || Set.of("me", "him", "her", "them", "us").contains(at(i));
    }

    private boolean condition(int to) {
        int i = to;
        boolean verb = false;
        while (BE.contains(at(i)) || HAVE.contains(at(i)) || ADVERBS.contains(at(i)) || SEEMING.contains(at(i))) {
            verb |= BE.contains(at(i)) || SEEMING.contains(at(i));
            i++;
        }
        if (at(to).equals(":")) {
            return true;
        }
        if (verb && at(i).equals("to") && at(i + 1).equals("be")) {
            i = after(i + 2, ADVERBS); // "appears to be"
        }
        boolean works = WORKING.contains(at(i))
                || (i > to
                        && HAVE.contains(at(i - 1))
                        && Set.of("a", "an", "no").contains(at(i)));
        if (works) {
            return true;
        }
        if (verb && at(i).equals("out") && at(i + 1).equals("to")) {
            i = after(i + 3, ADVERBS);
        }
        boolean event = NO_STATES.contains(at(i)) && (i + 1 >= words.size() || PREPOSITIONS.contains(at(i + 1)));
        if (!verb || event || i >= words.size() || NO_CONDITIONS.contains(at(i))) {
            return false;
        }
        boolean place =
                LOCATIVE.contains(at(i)) && (DETERMINERS.contains(at(i + 1)) || isName(i + 1) || isNumber(at(i + 1)));
        return !place;
    }

    private boolean date(int start, int to, boolean free) {
        boolean dated = false;
        for (int i = 0; i < words.size(); i++) {
            dated |= (i < start || i >= to) && (TIMES.contains(at(i)) || isNumber(at(i)));
        }
        if (!dated) {
            return false;
        }
        String verb = at(after(to, ADVERBS));
        boolean says = BE.contains(verb) || HAVE.contains(verb) || HAPPENING.contains(verb) || verb.equals(":");
        boolean scheduled = words.stream().anyMatch(SCHEDULING::contains);
        boolean isFor = at(start - 1).equals("for") || at(start - 1).equals("on");
        return (free && says) || (scheduled && (free || isFor));
    }

    private boolean value(int start, int to, boolean free) {
        if (!free) {
            return false;
        }
        int i = to;
        boolean be = false;
        while (BE.contains(at(i)) || HAVE.contains(at(i)) || ADVERBS.contains(at(i))) {
            be |= BE.contains(at(i));
            i++;
        }
        if (VALUING.contains(at(i))) {
            return true;
        }
        if (CHANGING.contains(at(i))) {
            return words.subList(i, words.size()).contains("to");
        }
        boolean place = LOCATIVE.contains(at(i)) && DETERMINERS.contains(at(i + 1));
        if (be && i < words.size()) {
            return !place;
        }
        return verbBefore(start, CHANGING) >= 0 && at(after(to, ADVERBS)).equals("to");
    }

    private boolean home(int to) {
        int i = to;
        while (BE.contains(at(i)) || HAVE.contains(at(i)) || ADVERBS.contains(at(i))) {
            i++;
        }
        if (LIVING.contains(at(i))) {
            int place = after(i + 1, ADVERBS);
            return locates(place)
                    || (at(place).equals("from")
                            && words.subList(place, words.size()).contains("to"));
        }
        boolean has = HAVE.contains(at(i - 1)) || GETTING.contains(at(i));
        for (int noun = i; has && noun < Math.min(words.size(), i + REACH); noun++) {
            if (DWELLINGS.contains(at(noun))) {
                return locates(noun + 1);
            }
        }
        return false;
    }
}
