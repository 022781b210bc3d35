package dev.memcore.tools.call;

import java.util.Comparator;
import java.util.List;

/** The Levenshtein distance of names: the least number of characters to insert, delete or replace. */
public final class NameDistance {
    private NameDistance() {}

    /** Returns the names in the order of their distance to a text. Names with equal distance keep their order. */
    public static List<String> closestFirst(String text, List<String> names) {
        return names.stream()
                .sorted(Comparator.comparingInt(name -> between(text, name, Integer.MAX_VALUE)))
                .toList();
    }

    /**
     * Returns the distance of two texts in UTF-16 characters, or {@code most + 1} if it is greater than {@code most}.
     * Wagner and Fischer, "The String-to-String Correction Problem", 1974. O(product of the lengths).
     */
    public static int between(String one, String other, int most) {
        if (Math.abs(one.length() - other.length()) > most) {
            return most + 1;
        }
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            if (next(row, one.charAt(i - 1), other, i) > most) {
                return most + 1;
            }
        }
        return row[other.length()] > most ? most + 1 : row[other.length()];
    }

    /** Computes row i in place from row i - 1, and returns its least value. */
    private static int next(int[] row, char c, String other, int i) {
        int diagonal = row[0];
        row[0] = i;
        int least = i;
        for (int j = 1; j < row.length; j++) {
            int replaced = diagonal + (c == other.charAt(j - 1) ? 0 : 1);
            diagonal = row[j];
            row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            least = Math.min(least, row[j]);
        }
        return least;
    }
}
