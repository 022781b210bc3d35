package dev.memcore.consolidation.duplicate;

import static java.util.Map.entry;

import dev.memcore.consolidation.duplicate.WordToken.Break;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Expands English contractions: "don't", "dont", "I'm", "gonna", "w/o"; removes the possessive s. */
final class Contractions {
    private static final Map<String, String> WHOLE = Map.ofEntries(
            entry("can't", "can not"),
            entry("won't", "will not"),
            entry("shan't", "shall not"),
            entry("ain't", "is not"),
            entry("cannot", "can not"),
            entry("let's", "let us"),
            entry("y'all", "you all"),
            entry("o'clock", "oclock"),
            entry("'cause", "because"),
            entry("cant", "can not"),
            entry("wont", "will not"),
            entry("dont", "do not"),
            entry("doesnt", "does not"),
            entry("didnt", "did not"),
            entry("isnt", "is not"),
            entry("arent", "are not"),
            entry("wasnt", "was not"),
            entry("werent", "were not"),
            entry("hasnt", "has not"),
            entry("havent", "have not"),
            entry("hadnt", "had not"),
            entry("couldnt", "could not"),
            entry("wouldnt", "would not"),
            entry("shouldnt", "should not"),
            entry("mustnt", "must not"),
            entry("im", "i am"),
            entry("ive", "i have"),
            entry("youre", "you are"),
            entry("youve", "you have"),
            entry("theyre", "they are"),
            entry("theyve", "they have"),
            entry("weve", "we have"),
            entry("thats", "that is"),
            entry("whats", "what is"),
            entry("heres", "here is"),
            entry("theres", "there is"),
            entry("hes", "he is"),
            entry("shes", "she is"),
            entry("itll", "it will"),
            entry("youll", "you will"),
            entry("theyll", "they will"),
            entry("gonna", "going to"),
            entry("wanna", "want to"),
            entry("gotta", "got to"),
            entry("gimme", "give me"),
            entry("lemme", "let me"),
            entry("dunno", "do not know"),
            entry("cuz", "because"),
            entry("cos", "because"),
            entry("coz", "because"),
            entry("u", "you"),
            entry("thx", "thanks"),
            entry("pls", "please"),
            entry("plz", "please"),
            entry("okay", "ok"),
            entry("yeah", "yes"),
            entry("yep", "yes"),
            entry("yup", "yes"),
            entry("nope", "no"),
            entry("nah", "no"),
            entry("btw", "by the way"),
            entry("tbh", "to be honest"),
            entry("fyi", "for your information"),
            entry("vs", "versus"),
            entry("&", "and"),
            entry("approx", "approximately"),
            entry("dept", "department"),
            entry("govt", "government"),
            entry("info", "information"),
            entry("dr", "doctor"),
            entry("prof", "professor"));

    private static final Map<String, String> ENDINGS =
            Map.of("n't", "not", "'re", "are", "'ve", "have", "'ll", "will", "'d", "would", "'m", "am");

    private static final Set<String> BEFORE_IS = Set.of(("it he she that there here what where who how when why this "
                    + "everything something nothing everyone someone everybody somebody")
            .split(" "));

    private static final Set<String> AFTER_HAS = Set.of("been", "got", "had", "become");

    private Contractions() {}

    static List<WordToken> expand(List<WordToken> tokens) {
        List<WordToken> expanded = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            WordToken token = tokens.get(i);
            if (token.is("w")
                    && i + 2 < tokens.size()
                    && tokens.get(i + 1).is("/")
                    && tokens.get(i + 2).is("o")) {
                expanded.add(token.withWord("without"));
                i += 2;
                continue;
            }
            String next = i + 1 < tokens.size() ? tokens.get(i + 1).word() : "";
            add(expanded, token, parts(token.word(), next).split(" "));
        }
        return expanded;
    }

    private static void add(List<WordToken> expanded, WordToken token, String... parts) {
        expanded.add(token.withWord(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            expanded.add(new WordToken(parts[i], false, Break.NONE, token.asked()));
        }
    }

    private static String parts(String word, String next) {
        String whole = WHOLE.get(word);
        if (whole != null) {
            return whole;
        }
        int apostrophe = word.lastIndexOf('\'');
        if (apostrophe < 0) {
            return word;
        }
        if (word.endsWith("'s")) {
            return beforeS(word.substring(0, apostrophe), next);
        }
        for (Map.Entry<String, String> ending : ENDINGS.entrySet()) {
            if (word.endsWith(ending.getKey())) {
                return word.substring(0, word.length() - ending.getKey().length()) + " " + ending.getValue();
            }
        }
        return word.replace("'", "");
    }

    private static String beforeS(String word, String next) {
        if (!BEFORE_IS.contains(word)) {
            return word.replace("'", "");
        }
        return word + (AFTER_HAS.contains(next) ? " has" : " is");
    }
}
