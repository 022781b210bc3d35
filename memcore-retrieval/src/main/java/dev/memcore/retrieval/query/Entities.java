package dev.memcore.retrieval.query;

import static java.util.Objects.requireNonNull;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the names in an English text by its capital letters, without a model and without a dictionary of names.
 *
 * <p>A name is a run of capitalised words, with words like "of" between them. The first word of a sentence is
 * capitalised in any case. It counts as a name if it is followed by a possessive ending, a colon or "and" with another
 * name, if it is an acronym, or if it is a name elsewhere in the text. Days and months, pronouns and interjections are
 * not names. Works on questions and on stored texts. Takes time linear in the text's length. Stateless.
 */
public final class Entities {
    private Entities() {}

    /** The names in the text, in its order; of several with one key, the first. */
    public static List<Entity> in(String text) {
        requireNonNull(text, "text");
        List<NameScanner.Run> runs = new NameScanner(text).runs();
        if (runs.isEmpty()) {
            return List.of();
        }
        Set<String> sure = new HashSet<>();
        for (NameScanner.Run run : runs) {
            if (run.sure()) {
                sure.addAll(List.of(key(text.substring(run.start(), run.end())).split(" ")));
            }
        }
        Map<String, Entity> found = new LinkedHashMap<>();
        for (NameScanner.Run run : runs) {
            Entity entity = entity(text, run);
            if (!entity.key().isEmpty() && (run.sure() || sure.contains(entity.key()))) {
                found.putIfAbsent(entity.key(), entity);
            }
        }
        return List.copyOf(found.values());
    }

    /**
     * The keys of all possible names in the text, each once. They include words that are capitalised only because they
     * begin a sentence. For linking texts: there, an additional word does no harm, because it occurs in no other text,
     * or in so many that it carries no information.
     */
    public static Set<String> keys(String text) {
        requireNonNull(text, "text");
        Set<String> keys = new LinkedHashSet<>();
        for (NameScanner.Run run : new NameScanner(text).runs()) {
            String key = key(text.substring(run.start(), run.end()));
            if (!key.isEmpty()) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** The key of a name: lower case, without accents, punctuation and a leading article. Empty if nothing is left. */
    public static String key(String name) {
        String folded = fold(name).toLowerCase(Locale.ROOT);
        StringBuilder key = new StringBuilder(folded.length());
        boolean gap = false;
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                key.append(gap && !key.isEmpty() ? " " : "").append(c);
                gap = false;
            } else {
                gap |= c != '.' && c != '\'' && c != '\u2019' && c != '+';
            }
        }
        return withoutArticle(key.toString());
    }

    private static String fold(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 0x80) {
                return decomposed(name);
            }
        }
        return name;
    }

    private static String decomposed(String name) {
        String parts = Normalizer.normalize(name, Normalizer.Form.NFD);
        StringBuilder plain = new StringBuilder(parts.length());
        parts.codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static String withoutArticle(String key) {
        for (String article : List.of("the ", "a ", "an ")) {
            if (key.startsWith(article)) {
                return key.substring(article.length());
            }
        }
        return key;
    }

    private static Entity entity(String text, NameScanner.Run run) {
        String surface = text.substring(run.start(), run.end());
        return new Entity(run.start(), run.end(), surface, key(surface));
    }

    /** Whether a word in lower case may be a name: it is no function word and no word that often opens a sentence. */
    public static boolean mayBeName(String word) {
        return !CommonWords.NO_NAMES.contains(word) && !CommonWords.CALENDAR.contains(word);
    }

    /** Whether a word in lower case is a title or an abbreviation whose period does not end a sentence: "dr". */
    public static boolean isTitle(String word) {
        return CommonWords.ABBREVIATIONS.contains(word);
    }

    /** The names that lie, at least in part, in a range of the text. */
    static List<Entity> between(List<Entity> entities, int start, int end) {
        List<Entity> inside = new ArrayList<>();
        for (Entity entity : entities) {
            if (entity.start() < end && start < entity.end()) {
                inside.add(entity);
            }
        }
        return inside;
    }

    /**
     * A name in a text: of a person, a place, a work, an organisation; it is not known which.
     *
     * @param start its first character in the text
     * @param end the character after its last; greater than {@code start}
     * @param surface the name as written, without a possessive ending: "Zoë Kravitz"
     * @param key equal for spellings that differ in case, accents, punctuation or a leading article: "zoe kravitz"
     */
    public record Entity(int start, int end, String surface, String key) {
        public Entity {
            requireNonNull(surface, "surface");
            requireNonNull(key, "key");
        }
    }
}
