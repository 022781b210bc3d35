package dev.memcore.retrieval.search;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pairs of English words of which one thing cannot be both at a time: complementaries and antonyms (Cruse, "Lexical Semantics",
 * 1986, chapter 9) that describe a state, chosen by hand. Words of events are left out: who opened a door may close it.
 */
final class Opposites {
    private static final List<String> PAIRS = List.of(
            "open closed",
            "open shut",
            "on off",
            "online offline",
            "enabled disabled",
            "active inactive",
            "available unavailable",
            "allowed forbidden",
            "allowed prohibited",
            "permitted prohibited",
            "legal illegal",
            "mandatory optional",
            "required optional",
            "public private",
            "locked unlocked",
            "like dislike",
            "likes dislikes",
            "like hate",
            "likes hates",
            "love hate",
            "loves hates",
            "loves dislikes",
            "enjoys hates",
            "agrees disagrees",
            "agree disagree",
            "trusts distrusts",
            "true false",
            "right wrong",
            "correct incorrect",
            "possible impossible",
            "safe unsafe",
            "safe dangerous",
            "married single",
            "married divorced",
            "married unmarried",
            "alive dead",
            "present absent",
            "full empty",
            "guilty innocent",
            "happy unhappy",
            "healthy sick",
            "healthy ill",
            "employed unemployed",
            "cheap expensive",
            "high low",
            "hot cold",
            "big small",
            "early late",
            "with without",
            "before after",
            "always rarely",
            "more less");

    private static final Map<String, Set<String>> OF = new HashMap<>();

    static {
        for (String pair : PAIRS) {
            String[] words = pair.split(" ");
            OF.computeIfAbsent(words[0], w -> new HashSet<>()).add(words[1]);
            OF.computeIfAbsent(words[1], w -> new HashSet<>()).add(words[0]);
        }
    }

    private Opposites() {}

    /** Whether two words in lower case are opposites. */
    static boolean are(String one, String other) {
        return OF.getOrDefault(one, Set.of()).contains(other);
    }
}
