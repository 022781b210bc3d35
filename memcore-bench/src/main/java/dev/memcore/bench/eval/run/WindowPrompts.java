package dev.memcore.bench.eval.run;

import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.eval.run.PromptMethod.Prompt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prompts that show the end of a history, without search. */
final class WindowPrompts {
    /** The messages of a window. */
    static final int MESSAGES = 20;

    private WindowPrompts() {}

    /** The latest messages, of which as many as fit. */
    static Prompt latest(Group group, Asked asked, int budget) {
        return latest(group, asked, budget, MESSAGES);
    }

    /** As many of the latest documents as fit. */
    static Prompt fitting(Group group, Asked asked, int budget) {
        return latest(group, asked, budget, Integer.MAX_VALUE);
    }

    /** As many of a number of latest messages as fit. */
    static Prompt latest(Group group, Asked asked, int budget, int most) {
        List<String> lines = new ArrayList<>();
        Map<String, Integer> shown = new LinkedHashMap<>();
        int used = 0;
        for (int i = asked.after() - 1; i >= 0 && lines.size() < most; i--) {
            Document document = group.documents().get(i);
            int tokens = tokens(document.text() + "\n");
            if (used + tokens > budget) {
                break;
            }
            used += tokens;
            lines.addFirst(document.text());
            shown.put(document.id(), tokens(document.observation().text()));
        }
        return new Prompt(shown, used, String.join("\n", lines));
    }

    /** The end of the whole history: as {@link #fitting}, and the end of the document before. */
    static Prompt history(Group group, Asked asked, int budget) {
        Prompt whole = fitting(group, asked, budget);
        int next = asked.after() - 1 - whole.shown().size();
        if (next < 0) {
            return whole;
        }
        Document document = group.documents().get(next);
        String text = document.text();
        int least = 0;
        int beyond = text.length();
        while (least < beyond) {
            int middle = (least + beyond) >>> 1;
            if (tokens(text.substring(middle) + "\n") <= budget - whole.tokens()) {
                beyond = middle;
            } else {
                least = middle + 1;
            }
        }
        String end = text.substring(least);
        Map<String, Integer> shown = new LinkedHashMap<>();
        shown.put(document.id(), tokens(end));
        whole.shown().forEach(shown::putIfAbsent);
        return new Prompt(shown, whole.tokens() + tokens(end), end + "\n" + whole.text());
    }

    private static int tokens(String text) {
        return PromptTrial.COUNTER.count(text);
    }
}
