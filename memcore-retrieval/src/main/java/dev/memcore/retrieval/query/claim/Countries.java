package dev.memcore.retrieval.query.claim;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The English names of countries, of the JDK, and of larger regions. A place in a country may be named by either. */
final class Countries {
    private static final Set<String> NAMES = new HashSet<>(Set.of(
            "usa",
            "us",
            "america",
            "uk",
            "england",
            "scotland",
            "wales",
            "britain",
            "europe",
            "asia",
            "africa",
            "australia",
            "scandinavia",
            "california",
            "texas",
            "florida",
            "bavaria",
            "catalonia",
            "ontario",
            "quebec"));

    static {
        for (String code : Locale.getISOCountries()) {
            String name = new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH);
            NAMES.addAll(Arrays.asList(name.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")));
        }
        NAMES.removeAll(
                Set.of("city", "new", "saint", "and", "of", "the", "san", "south", "north", "island", "islands"));
    }

    private Countries() {}

    /** Whether a word in lower case is, or is part of, the name of a country or a larger region. */
    static boolean contain(String word) {
        return NAMES.contains(word);
    }
}
