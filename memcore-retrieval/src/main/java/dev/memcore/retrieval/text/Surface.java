package dev.memcore.retrieval.text;

import java.util.ArrayList;
import java.util.List;

/** The words of a text as they are written. */
public final class Surface {
    private Surface() {}

    /** Runs of letters and digits. O(length). */
    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                words.add(text.substring(start, i));
                start = -1;
            }
        }
        return words;
    }
}
