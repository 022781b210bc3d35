package dev.memcore.bench.eval.measure;

import java.util.Comparator;
import java.util.regex.Pattern;

/** Orders names by their words, and numbers in them by value: "task 2" before "task 10". */
public enum NaturalOrder implements Comparator<String> {
    INSTANCE;

    private static final Pattern BORDER = Pattern.compile("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)");

    @Override
    public int compare(String a, String b) {
        String[] left = BORDER.split(a);
        String[] right = BORDER.split(b);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = compareParts(left[i], right[i]);
            if (order != 0) {
                return order;
            }
        }
        return left.length != right.length ? Integer.compare(left.length, right.length) : a.compareTo(b);
    }

    private static int compareParts(String a, String b) {
        return isNumber(a) && isNumber(b) ? Long.compare(Long.parseLong(a), Long.parseLong(b)) : a.compareTo(b);
    }

    private static boolean isNumber(String part) {
        return part.length() < 18 && !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
