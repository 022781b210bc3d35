package dev.memcore.retrieval.query.claim;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reduces an English word to a root that it shares with its inflections and common derivations: smokes, smoking, smoker;
 * graduated, graduation. The root is compared with other roots only, and is often no word. Coarser than a stemmer for
 * search, because two claims are compared only if almost all their words agree. Stateless.
 */
final class Roots {
    /** Derivational and inflectional endings, longest first, that are removed if enough of the word is left. */
    private static final List<String> ENDINGS = List.of(
            "ations", "ation", "ments", "ment", "ances", "ance", "ions", "ures", "ings", "ion", "ure", "ing", "ers",
            "ies", "ors", "age", "ied", "ily", "er", "or", "ed", "es", "ly", "ic", "al", "y", "e", "s");

    private static final int LEAST_ROOT = 3;
    private static final int LEAST_DERIVED = 4;

    /** The endings of inflections, which may leave a shorter root than those of derivations. */
    private static final Set<String> INFLECTIONS = Set.of("ings", "ing", "ies", "ied", "ed", "es", "y", "e", "s");

    /** The endings by their last letter. */
    private static final Map<Character, List<Ending>> BY_LAST = ENDINGS.stream()
            .map(ending -> new Ending(ending, INFLECTIONS.contains(ending) ? LEAST_ROOT : LEAST_DERIVED))
            .collect(Collectors.groupingBy(ending -> ending.letters.charAt(ending.letters.length() - 1)));

    /**
     * An ending.
     *
     * @param root the least length of the root
     */
    private record Ending(String letters, int root) {}

    private static final Map<String, String> IRREGULAR = new HashMap<>();

    static {
        for (String forms : List.of(
                "go goes went gone",
                "have has had having",
                "eat ate eaten eats",
                "drive drove driven",
                "speak spoke spoken",
                "buy bought buys",
                "leave left leaves leaving",
                "child children kid kids",
                "person people persons",
                "man men",
                "woman women",
                "give gave given",
                "keep kept keeps",
                "lie lies lay lying",
                "die dies died dying dead death",
                "get got gets gotten",
                "put puts putting",
                "sit sits sat sitting",
                "stand stood stands",
                "hold held holds",
                "pay paid pays",
                "make made makes making",
                "take took taken takes taking",
                "come came comes coming",
                "run ran runs running",
                "swim swam swims swimming",
                "begin began begins begun beginning",
                "wed wedding weds wedded",
                "marry married marries marriage",
                "bear born birth",
                "drink drank drunk drinks",
                "sell sold sells",
                "lose lost loses losing",
                "leave departure depart departs",
                "teach taught teaches teacher",
                "weigh weighs weight weighed weighing",
                "grow grew grown",
                "wear wore worn",
                "own owns owned owner owners",
                "use uses used using user",
                "found founds founded founder founding",
                "colour color colours colors",
                "favourite favorite favourites favorites",
                "see sees saw seen",
                "know knows knew known",
                "write writes wrote written",
                "read reads",
                "play plays played player",
                "rent rents rental",
                "open opens opened opening",
                "close closes closed closing",
                "type types",
                "need needs needed",
                "family families",
                "year years yearly annual annually",
                "month months monthly",
                "week weeks weekly",
                "day days daily",
                "early earlier",
                "become became becomes becoming",
                "rise rises rose riser risen",
                "late later")) {
            List<String> all = Arrays.asList(forms.split(" "));
            all.forEach(form -> IRREGULAR.putIfAbsent(form, all.getFirst()));
        }
    }

    private Roots() {}

    /** Returns the root of a word in lower case. O(length). */
    static String of(String word) {
        String irregular = IRREGULAR.get(word);
        if (irregular != null || word.isEmpty()) {
            return irregular == null ? word : irregular;
        }
        String root = word;
        for (int i = 0; i < 2; i++) {
            root = shortened(root);
        }
        return root;
    }

    /** Returns the roots of words separated by spaces. */
    static Set<String> all(String words) {
        return Arrays.stream(words.strip().split("\\s+")).map(Roots::of).collect(Collectors.toUnmodifiableSet());
    }

    private static String shortened(String word) {
        for (Ending ending : BY_LAST.getOrDefault(word.charAt(word.length() - 1), List.of())) {
            int left = word.length() - ending.letters.length();
            if (left >= ending.root && word.endsWith(ending.letters) && !word.endsWith("ss")) {
                String root = word.substring(0, left);
                boolean doubled = left > LEAST_ROOT
                        && root.charAt(left - 1) == root.charAt(left - 2)
                        && "bdgmnprt".indexOf(root.charAt(left - 1)) >= 0;
                return doubled ? root.substring(0, left - 1) : root;
            }
        }
        return word;
    }
}
