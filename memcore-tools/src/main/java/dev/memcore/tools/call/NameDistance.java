package dev.memcore.tools.call;

import java.util.Comparator;
import java.util.List;

/**
 * The edit distance of names: the least number of characters to insert, delete, replace or exchange with the next one, where no
 * part is edited twice ("optimal string alignment"; Damerau, "A technique for computer detection and correction of spelling
 * errors", 1964).
 */
public final class NameDistance {
    private NameDistance() {}

    /** Returns the names in the order of their distance to a text. Names with equal distance keep their order. */
    public static List<String> closestFirst(String text, List<String> names) {
        return names.stream()
                .sorted(Comparator.comparingInt(name -> between(text, name, Integer.MAX_VALUE - 1)))
                .toList();
    }

    /**
     * Returns the distance of two texts in UTF-16 characters, or {@code most + 1} if it is greater than {@code most}. O(product of
     * the lengths).
     */
    public static int between(String one, String other, int most) {
        if (Math.abs(one.length() - other.length()) > most) {
            return most + 1;
        }
        int[] secondLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] free = secondLast;
            secondLast = last;
            last = row;
            row = free;
            int least = fill(row, last, secondLast, one, other, i);
            if (least > most) {
                return most + 1;
            }
        }
        return Math.min(row[other.length()], most + 1);
    }

    /** Computes row i from the two rows before it, and returns its least value. */
    private static int fill(int[] row, int[] last, int[] secondLast, String one, String other, int i) {
        row[0] = i;
        int least = i;
        for (int j = 1; j < row.length; j++) {
            int replaced = last[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
            row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
            boolean exchanged = i > 1
                    && j > 1
                    && one.charAt(i - 1) == other.charAt(j - 2)
                    && one.charAt(i - 2) == other.charAt(j - 1);
            if (exchanged) {
                row[j] = Math.min(row[j], secondLast[j - 2] + 1);
            }
            least = Math.min(least, row[j]);
        }
        return least;
    }
}
