package dev.memcore.tools.triple;

import dev.memcore.tools.call.NameDistance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds names that are written almost like another one. Two sources of candidates:
 *
 * <ul>
 *   <li>Edit distance, for misspellings: at most one edit for each four characters; see {@link NameDistance}.
 *   <li>Locality-sensitive hashing, for names with other words or another order of words: MinHash signatures of character
 *       trigrams in bands (Broder, 1997; Indyk and Motwani, 1998). Names that share a band are compared by the Jaccard
 *       coefficient of their trigrams.
 * </ul>
 *
 * <p>RET-LLM (Modarressi et al., 2023) looks up embeddings by hashing. This class hashes characters, because a host may have no
 * embedder. The hash functions are fixed, so the same names give the same result.
 */
final class SimilarNames {
    private static final int EDIT_SHARE = 4;
    private static final int GRAM = 3;

    /** 16 bands of 2 rows: names with a Jaccard coefficient of .4 share a band with probability 1 - (1 - .4^2)^16 = .94. */
    private static final int BANDS = 16;

    private static final int ROWS = 2;

    /** Names with less in common are not accepted. */
    private static final double LEAST_JACCARD = 0.4;

    private final Map<Long, List<String>> buckets = new HashMap<>();
    private final Map<String, Set<String>> grams = new TreeMap<>();

    SimilarNames(Collection<String> names) {
        for (String name : names) {
            if (grams.putIfAbsent(name, grams(name)) == null) {
                bands(grams.getOrDefault(name, Set.of()))
                        .forEach(band -> buckets.computeIfAbsent(band, key -> new ArrayList<>())
                                .add(name));
            }
        }
    }

    /**
     * Returns the names that are most similar to a text: those with the least edit distance if it is small enough, otherwise
     * those with the greatest Jaccard coefficient. Several if they are equally similar; empty if none is similar enough.
     */
    List<String> closest(String text) {
        List<String> misspelt = misspelt(text);
        return misspelt.isEmpty() ? hashed(text) : misspelt;
    }

    private List<String> misspelt(String text) {
        int most = text.length() / EDIT_SHARE;
        List<String> best = new ArrayList<>();
        for (String name : grams.keySet()) {
            int distance = NameDistance.between(text, name, most);
            if (distance < most) {
                best.clear();
                most = distance;
            }
            if (distance <= most) {
                best.add(name);
            }
        }
        return best;
    }

    private List<String> hashed(String text) {
        Set<String> wanted = grams(text);
        Set<String> candidates = new HashSet<>();
        bands(wanted).forEach(band -> candidates.addAll(buckets.getOrDefault(band, List.of())));
        List<String> best = new ArrayList<>();
        double greatest = LEAST_JACCARD;
        for (String name : candidates.stream().sorted().toList()) {
            double jaccard = jaccard(wanted, grams.getOrDefault(name, Set.of()));
            if (jaccard > greatest) {
                best.clear();
                greatest = jaccard;
            }
            if (jaccard >= greatest) {
                best.add(name);
            }
        }
        return best;
    }

    /** The trigrams of each word with a space at both ends, so that the order of words does not matter. */
    private static Set<String> grams(String name) {
        Set<String> grams = new HashSet<>();
        for (String word : name.split("[^\\p{L}\\p{N}]+")) {
            String padded = " " + word + " ";
            for (int i = 0; i + GRAM <= padded.length(); i++) {
                grams.add(padded.substring(i, i + GRAM));
            }
        }
        return grams;
    }

    private static double jaccard(Set<String> one, Set<String> other) {
        long common = one.stream().filter(other::contains).count();
        return common == 0 ? 0 : (double) common / (one.size() + other.size() - common);
    }

    private static List<Long> bands(Set<String> grams) {
        List<Long> bands = new ArrayList<>();
        for (int band = 0; band < BANDS && !grams.isEmpty(); band++) {
            long key = band;
            for (int row = 0; row < ROWS; row++) {
                key = mixed(key ^ least(grams, band * ROWS + row));
            }
            bands.add(key);
        }
        return bands;
    }

    private static long least(Set<String> grams, int function) {
        long seed = mixed(function + 1L);
        return grams.stream()
                .mapToLong(gram -> mixed(gram.hashCode() ^ seed))
                .min()
                .orElse(0);
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static long mixed(long value) {
        long mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
