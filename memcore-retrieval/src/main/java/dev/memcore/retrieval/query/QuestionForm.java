package dev.memcore.retrieval.query;

import dev.memcore.retrieval.query.date.Tokens;
import java.util.List;
import java.util.Set;

/** Determines the kind of answer that a question asks for, by its question word and the words after it. */
final class QuestionForm {
    private static final Set<String> AUXILIARIES = Set.of(
            "is", "are", "was", "were", "am", "do", "does", "did", "has", "have", "had", "can", "could", "will",
            "would", "shall", "should", "may", "might", "must", "isn", "aren", "wasn", "weren", "don", "doesn", "didn",
            "hasn", "haven", "hadn", "couldn", "won", "wouldn", "shouldn");
    private static final Set<String> QUESTION_WORDS =
            Set.of("what", "which", "who", "whom", "whose", "when", "where", "why", "how");
    private static final Set<String> OPENERS = Set.of(
            "in", "at", "on", "of", "to", "from", "for", "by", "with", "about", "after", "before", "under", "since",
            "until", "during", "and", "so", "but", "or", "then", "also");
    private static final Set<String> TIMES = Set.of(
            "year", "month", "day", "date", "week", "weekend", "time", "season", "decade", "century", "years", "months",
            "days", "dates");
    private static final Set<String> PLACES = Set.of(
            "city",
            "country",
            "place",
            "state",
            "county",
            "town",
            "location",
            "region",
            "continent",
            "village",
            "street",
            "island",
            "district",
            "province");
    private static final Set<String> PEOPLE = Set.of("person", "friend", "relative", "colleague", "actor", "author");
    private static final Set<String> LENGTHS =
            Set.of("seconds", "minutes", "hours", "days", "weeks", "weekends", "months", "years", "decades", "time");
    private static final Set<String> KINDS = Set.of("kinds", "types", "sorts");
    private static final Set<String> SINGULAR = Set.of(
            "is",
            "was",
            "does",
            "has",
            "s",
            "this",
            "his",
            "address",
            "class",
            "dress",
            "status",
            "business",
            "process",
            "series",
            "news",
            "genus",
            "bus",
            "illness",
            "fitness",
            "success",
            "progress",
            "canvas",
            "us");

    /**
     * The maximum distance, in words, from the question word to the end of what it asks for: "what dairy-free dessert
     * flavors does".
     */
    private static final int NOUN_REACH = 5;

    private final Wording words;

    QuestionForm(Wording words) {
        this.words = words;
    }

    Question.Type type() {
        int asking = questionWord();
        if (ordered()) {
            return Question.Type.ORDER;
        }
        if (asking < 0) {
            return withoutQuestionWord();
        }
        return switch (words.at(asking)) {
            case "when" -> Question.Type.WHEN;
            case "where" -> Question.Type.WHERE;
            case "why" -> Question.Type.WHY;
            case "who", "whom", "whose" -> Question.Type.WHO;
            case "how" -> how(asking);
            default -> what(asking);
        };
    }

    /**
     * Returns the position of the question word, or -1 if there is none. It is at the beginning, or after a preposition
     * or an opening clause there. Otherwise it is the last one, which stands in the place of the answer ("started
     * when?"). A question that begins with a verb has none.
     */
    private int questionWord() {
        int first = isQuestionWord(0) || !OPENERS.contains(words.at(0)) ? 0 : 1;
        if (isQuestionWord(first)) {
            return first;
        }
        return isAux(0) || isAux(first) || isRequest() ? -1 : mainQuestionWord();
    }

    private int mainQuestionWord() {
        int last = -1;
        for (int i = 0; i < words.size(); i++) {
            boolean opens = i == 0 || Set.of(",", ".", "!", "?", ";", ":").contains(words.at(i - 1));
            if (isQuestionWord(i) && (opens || (isAux(i + 1) && !isRelative(i)))) {
                return i;
            }
            last = isQuestionWord(i) ? i : last;
        }
        return last;
    }

    /** Whether the word refers to a noun before it and asks nothing: "the city where". */
    private boolean isRelative(int i) {
        return i > 1 && !Tokens.isFunctionWord(words.at(i - 1));
    }

    private boolean isQuestionWord(int i) {
        return QUESTION_WORDS.contains(words.at(i));
    }

    private boolean isAux(int i) {
        return AUXILIARIES.contains(words.at(i));
    }

    private boolean isRequest() {
        return Set.of("list", "name", "tell", "describe", "give", "show", "summarize", "summarise", "explain", "remind")
                .contains(words.at(0));
    }

    private Question.Type withoutQuestionWord() {
        if (Set.of("list", "name").contains(words.at(0))) {
            return Question.Type.LIST;
        }
        if (!isAux(0) && !isAux(1)) {
            return Question.Type.OTHER;
        }
        return Question.Type.YES_NO;
    }

    private boolean ordered() {
        boolean first = words.has("first", ",")
                || words.has("first", "?")
                || words.has("first", ":")
                || words.has("first", "-");
        boolean choice = words.has("or") && (first || words.has("earlier") || words.has("later"));
        return choice
                || words.has("before", "or", "after")
                || words.has("what", "order")
                || words.has("which", "order")
                || words.has("came", "first")
                || words.has("happened", "first")
                || latestOfKind();
    }

    /**
     * Whether the question asks for the latest or earliest of a kind: "what is the latest book", "which was her most
     * recent trip". In contrast, "when did she most recently" asks for a time.
     */
    private boolean latestOfKind() {
        if (!Set.of("what", "which", "who").contains(words.at(0))) {
            return false;
        }
        for (int i = 1; i <= NOUN_REACH; i++) {
            boolean latest = Set.of("latest", "newest", "earliest").contains(words.at(i));
            if (latest || words.has(i, "most", "recent")) {
                return true;
            }
        }
        return false;
    }

    private Question.Type how(int i) {
        return switch (words.at(i + 1)) {
            case "many", "much" -> LENGTHS.contains(words.at(i + 2)) ? Question.Type.HOW_LONG : Question.Type.HOW_MANY;
            case "often", "old", "far", "tall", "big", "large", "high", "deep", "wide", "fast", "heavy" ->
                Question.Type.HOW_MANY;
            case "long" -> words.has(i + 2, "ago") ? Question.Type.WHEN : Question.Type.HOW_LONG;
            case "soon" -> Question.Type.WHEN;
            case "come" -> Question.Type.WHY;
            default -> Question.Type.OTHER;
        };
    }

    private Question.Type what(int i) {
        String noun = words.at(i + 1);
        if (noun.equals("made") || noun.equals("motivated") || noun.equals("caused") || reason(i + 1)) {
            return Question.Type.WHY;
        }
        if (TIMES.contains(noun)) {
            return Question.Type.WHEN;
        }
        if (PLACES.contains(noun)) {
            return Question.Type.WHERE;
        }
        if (PEOPLE.contains(noun)) {
            return Question.Type.WHO;
        }
        if (amount(i + 1)) {
            return Question.Type.HOW_MANY;
        }
        if (noun.equals("of") || (words.at(i).equals("which") && words.has("or"))) {
            return Question.Type.WHICH_OF;
        }
        boolean list = noun.equals("are") || noun.equals("were") || KINDS.contains(noun) || asksForSeveral(i + 1);
        return list ? Question.Type.LIST : Question.Type.WHAT;
    }

    /** Whether a plural noun follows: "books has she", "events for veterans did". In "helps her" it is a verb. */
    private boolean asksForSeveral(int from) {
        for (int i = from; i < from + NOUN_REACH && !isAux(i); i++) {
            if (isPlural(words.at(i)) && isAux(i + 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean reason(int i) {
        return words.has(i, "is", "the", "reason") || words.has(i, "was", "the", "reason") || words.has(i, "reason");
    }

    private boolean amount(int i) {
        for (String measure : List.of("number", "population", "amount", "percentage", "count", "total")) {
            if (words.has(i, measure) || words.has(i, "is", "the", measure) || words.has(i, "was", "the", measure)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a noun is plural, by its ending: "books" and "countries", but not "is" or "class". */
    private static boolean isPlural(String noun) {
        boolean ending = noun.endsWith("s") && !noun.endsWith("ss") && !noun.endsWith("us");
        return (ending && noun.length() > 3 && !SINGULAR.contains(noun))
                || noun.equals("people")
                || noun.equals("children");
    }
}
