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

    /** Whether two texts have the same words in the same order, whatever the case and what stands between them. O(length until they differ). */
    public static boolean sameWords(String one, String other) {
        int i = nextWord(one, 0);
        int j = nextWord(other, 0);
        while (i < one.length() && j < other.length()) {
            if (!same(one.charAt(i), other.charAt(j))) {
                return false;
            }
            i++;
            j++;
            boolean ends = i == one.length() || !Character.isLetterOrDigit(one.charAt(i));
            if (ends != (j == other.length() || !Character.isLetterOrDigit(other.charAt(j)))) {
                return false;
            }
            if (ends) {
                i = nextWord(one, i);
                j = nextWord(other, j);
            }
        }
        return i == one.length() && j == other.length();
    }

    private static boolean same(char one, char other) {
        return one == other || Character.toLowerCase(one) == Character.toLowerCase(other);
    }

    private static int nextWord(String text, int from) {
        int i = from;
        while (i < text.length() && !Character.isLetterOrDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
