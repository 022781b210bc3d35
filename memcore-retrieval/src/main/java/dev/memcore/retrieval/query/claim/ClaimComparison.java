package dev.memcore.retrieval.query.claim;

import dev.memcore.api.report.Conflict.Reason;
import dev.memcore.retrieval.query.claim.Claim.WordSimilarity;
import dev.memcore.retrieval.query.claim.ClaimValue.Amount;
import dev.memcore.retrieval.query.claim.ClaimValue.Choice;
import dev.memcore.retrieval.query.claim.ClaimValue.Day;
import dev.memcore.retrieval.query.claim.ClaimWord.Form;
import dev.memcore.retrieval.query.claim.ClaimWord.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Compares two claims. Their words are aligned, first by equal roots and relations, then by the similarity of their
 * vectors. The claims contradict each other if they differ in exactly one respect of which a thing has one at a time,
 * and if at most one of them has words that the other lacks. A claim with fewer words is about the same thing in
 * general; if both have words of their own, they are about different things.
 *
 * <p>O(words of the one x words of the other). For one use.
 */
final class ClaimComparison {
    /**
     * The minimum cosine of two words with one meaning. In the bundled table, synonyms (shop, store: .67; salary, income:
     * .62) are above it, and words of one kind with different meanings (red, blue: .22; dog, cat: .30) are below it.
     */
    private static final double SAME_MEANING = 0.5;

    /** The maximum number of words of one claim without a counterpart. */
    private static final int MOST_EXTRA = 3;

    private static final int MOST_VALUE_WORDS = 3;

    private final Claim one;
    private final Claim other;
    private final List<ClaimWord> shared = new ArrayList<>();
    private final List<ClaimWord> first;
    private final List<ClaimWord> second;
    private boolean opposed;

    ClaimComparison(Claim one, Claim other, WordSimilarity similarity) {
        this.one = one;
        this.other = other;
        this.first = new ArrayList<>(one.words());
        this.second = new ArrayList<>(other.words());
        align((a, b) -> a.text().equals(b.text()));
        align((a, b) -> a.sense().equals(b.sense()) && a.isName() == b.isName());
        align((a, b) -> a.root().equals(b.root()));
        oppose();
        align((a, b) -> a.mayBeReworded() && b.mayBeReworded() && similarity.of(a.text(), b.text()) >= SAME_MEANING);
    }

    /**
     * Returns whether two claims may contradict each other. Rules out most pairs of claims at a fraction of the cost of a
     * comparison: they must share a subject, and besides it a word, a type of value or a group of opposites.
     */
    static boolean isWorthwhile(Claim one, Claim other) {
        boolean subject = false;
        int equal = 0;
        for (ClaimWord word : one.words()) {
            for (ClaimWord counterpart : other.words()) {
                if (word.text().equals(counterpart.text()) || word.sense().equals(counterpart.sense())) {
                    equal += isTelling(word) ? 1 : 0;
                    subject |= word.role() != Role.OTHER
                            || counterpart.role() != Role.OTHER
                            || word.root().equals(Vocabulary.THE);
                }
            }
        }
        return subject
                && (equal > 1
                        || Opposites.Sides.of(one.words()).mayOppose(Opposites.Sides.of(other.words()))
                        || one.values().stream()
                                .anyMatch(value -> other.values().stream().anyMatch(value::isComparable)));
    }

    private static boolean isTelling(ClaimWord word) {
        return !word.isLight() || word.sense().startsWith("=") || Vocabulary.NAMING.contains(word.root());
    }

    /** Whether two words match. */
    private interface Match {
        boolean of(ClaimWord one, ClaimWord other);
    }

    private void align(Match match) {
        for (ClaimWord word : List.copyOf(first)) {
            for (ClaimWord counterpart : second) {
                if (match.of(word, counterpart)) {
                    first.remove(word);
                    second.remove(counterpart);
                    shared.add(word.role() == Role.OTHER ? counterpart : word);
                    break;
                }
            }
        }
        // A word that is repeated, or said twice in different words, needs no second counterpart.
        Set<String> senses = shared.stream().map(ClaimWord::sense).collect(Collectors.toSet());
        first.removeIf(word -> senses.contains(word.sense()));
        second.removeIf(word -> senses.contains(word.sense()));
    }

    private void oppose() {
        for (Opposites.Found found : Opposites.between(roots(one.words()), roots(other.words()))) {
            opposed = !opposed;
            first.removeIf(word -> found.one().contains(word.root()));
            second.removeIf(word -> found.other().contains(word.root()));
            shared.removeIf(
                    word -> found.one().contains(word.root()) || found.other().contains(word.root()));
            return;
        }
    }

    private static Set<String> roots(List<ClaimWord> words) {
        return words.stream()
                .filter(word -> !word.isName())
                .map(ClaimWord::root)
                .collect(Collectors.toSet());
    }

    Optional<Reason> reason() {
        if (isTitled()) {
            return Optional.of(Reason.VALUE);
        }
        if (!isSubjectShared() || isAboutOther(first, one) || isAboutOther(second, other)) {
            return Optional.empty();
        }
        boolean denies = one.denied() != other.denied();
        if (opposed) {
            return !denies && isOneSided() && sameLimits() ? Optional.of(Reason.OPPOSITE) : Optional.empty();
        }
        if (denies) {
            return isDenial() ? Optional.of(Reason.NEGATION) : Optional.empty();
        }
        return one.denied() ? Optional.empty() : value();
    }

    /** Whether two persons are said to be the one person of a title: "is the head of". */
    private boolean isTitled() {
        boolean titled = has(one, Vocabulary.THE) && has(other, Vocabulary.THE);
        return titled
                && one.denied() == other.denied()
                && differing().isEmpty()
                && shared.stream().filter(word -> !word.isLight()).count() >= 2
                && isSubjectName(heavy(first))
                && isSubjectName(heavy(second));
    }

    private static boolean isSubjectName(List<ClaimWord> words) {
        return !words.isEmpty()
                && words.getFirst().role() == Role.SUBJECT
                && words.stream().allMatch(word -> word.form() == Form.NAME);
    }

    private static boolean has(Claim claim, String mark) {
        return claim.words().stream().anyMatch(word -> word.root().equals(mark));
    }

    /**
     * Whether a word without a counterpart shows that a claim is about another person or thing. The first name of "Ann is
     * the head of" is a value.
     */
    private boolean isAboutOther(List<ClaimWord> extra, Claim claim) {
        boolean mayBeValue = (one.copular() && other.copular()) || has(claim, Vocabulary.THE);
        return extra.stream()
                .anyMatch(word -> word.isPerson()
                        || (word.isName() && word.role() == Role.OWNER)
                        || (word.isName() && word.role() == Role.SUBJECT && !mayBeValue));
    }

    /** Whether both claims name the same person or thing as that which they are about. */
    private boolean isSubjectShared() {
        return shared.stream().anyMatch(word -> word.role() != Role.OTHER);
    }

    private static List<ClaimWord> heavy(List<ClaimWord> words) {
        return words.stream().filter(word -> !word.isLight()).toList();
    }

    /** Whether at most one of the claims has words that the other lacks, and only a few. */
    private boolean isOneSided() {
        int a = heavy(first).size();
        int b = heavy(second).size();
        return Math.min(a, b) == 0 && Math.max(a, b) <= MOST_EXTRA;
    }

    /** Whether the values of both claims are the same. A claim about Sundays does not say anything about every day. */
    private boolean sameLimits() {
        return one.values().size() == other.values().size()
                && differing().isEmpty()
                && unpaired(one, other).isEmpty();
    }

    /**
     * Whether one claim denies the other. What is denied must not be said more precisely than what is claimed: who does
     * not eat meat on Fridays may eat meat.
     */
    private boolean isDenial() {
        Claim denial = one.denied() ? one : other;
        Claim claim = one.denied() ? other : one;
        List<ClaimWord> extra = heavy(one.denied() ? first : second);
        List<ClaimWord> more = heavy(one.denied() ? second : first);
        return extra.isEmpty()
                && more.size() <= MOST_EXTRA
                && shared.size() >= 2
                && shared.stream().anyMatch(word -> !word.isName())
                && unpaired(denial, claim).isEmpty()
                && differing().isEmpty();
    }

    /** The values of a claim for which the other claim has none of the same type. */
    private static List<ClaimValue> unpaired(Claim claim, Claim against) {
        return claim.values().stream()
                .filter(value -> against.values().stream().noneMatch(value::isComparable))
                .toList();
    }

    /** The values of the first claim that differ from all values of the same type of the second claim. */
    private List<ClaimValue> differing() {
        return one.values().stream()
                .filter(value -> other.values().stream().anyMatch(value::isComparable))
                .filter(value ->
                        other.values().stream().filter(value::isComparable).noneMatch(value::agrees))
                .toList();
    }

    private Optional<Reason> value() {
        List<ClaimValue> differing = differing();
        if (differing.size() == 1) {
            return typed(differing.getFirst());
        }
        return differing.isEmpty() && named() ? Optional.of(Reason.VALUE) : Optional.empty();
    }

    private Optional<Reason> typed(ClaimValue value) {
        boolean subject = shared.stream().anyMatch(word -> !word.isName() && word.role() != Role.OTHER);
        boolean about = isOneSided() && (shared.size() >= 2 || subject || isMeasured(value));
        boolean repeated = !(value instanceof Day) && !(value instanceof Amount) && acts(one) && acts(other);
        if (!about || repeated) {
            return Optional.empty();
        }
        if (value instanceof Amount) {
            return Optional.of(Reason.NUMBER);
        }
        if (isColour(value)) {
            return (one.copular() && other.copular()) || relates(Vocabulary.FAVOURITE)
                    ? Optional.of(Reason.VALUE)
                    : Optional.empty();
        }
        return Optional.of(Reason.DATE);
    }

    /** Whether a person does something, which may be done on many days and at many times. */
    private static boolean acts(Claim claim) {
        ClaimWord subject = claim.words().getFirst();
        return subject.isName() && subject.role() == Role.SUBJECT && !claim.copular() && !has(claim, Vocabulary.HAVE);
    }

    private static boolean isColour(ClaimValue value) {
        return value instanceof Choice choice && choice.list().equals(ValueScanner.COLOUR_LIST);
    }

    /** Whether a number has a unit, so that it is known what of the subject it measures. */
    private static boolean isMeasured(ClaimValue value) {
        return value instanceof Amount amount && !amount.unit().isEmpty();
    }

    private boolean relates(Set<String> relations) {
        return shared.stream().anyMatch(word -> relations.contains(word.sense()));
    }

    /** Whether the words that differ are two values of a relation that has one value. */
    private boolean named() {
        return isPlaced() || isNamed() || isChosen();
    }

    /** Whether two places are said of one thing, or two homes or birthplaces of one person. */
    private boolean isPlaced() {
        boolean located = locates(one) && locates(other) && shared.stream().anyMatch(ClaimComparison::isThing);
        return (located || relates(Vocabulary.PLACED_ONCE)) && areValues(ClaimWord::isPlaced);
    }

    private static boolean locates(Claim claim) {
        return claim.located()
                || claim.words().stream()
                        .anyMatch(word -> !word.isPlaced() && Vocabulary.LOCATING.contains(word.root()));
    }

    private static boolean isThing(ClaimWord word) {
        return !word.isName() && !word.isPerson() && !Vocabulary.LOCATING.contains(word.root());
    }

    /** Whether two names are said of one relation of a person or thing. */
    private boolean isNamed() {
        boolean attribute = (one.copular() || other.copular())
                && shared.stream()
                        .anyMatch(
                                word -> !word.isName() && !word.isLight() && !Vocabulary.SEVERAL.contains(word.root()));
        boolean called = names(one)
                && names(other)
                && rest(first, ClaimWord::isName) + rest(second, ClaimWord::isName) == 0
                && shared.stream().noneMatch(word -> Vocabulary.SEVERAL.contains(word.root()));
        return (attribute || called || relates(Vocabulary.NAMED_ONCE)) && areValues(ClaimWord::isName);
    }

    private static boolean names(Claim claim) {
        return claim.words().stream().anyMatch(word -> !word.isName() && Vocabulary.NAMING.contains(word.root()));
    }

    /** Whether two professions of one person, or two favourites or passwords, are said. */
    private boolean isChosen() {
        boolean profession = relates(Vocabulary.WORK) && (has(one, Vocabulary.AS) || has(other, Vocabulary.AS));
        return profession
                ? areValues(word -> !word.isName() && !word.isPlaced())
                : relates(Vocabulary.CHOSEN_ONCE) && areValues(word -> !word.isPlaced());
    }

    /**
     * Whether the words of a kind that differ are values, and the other words that differ are not: each claim has some
     * of the kind, and only one has others. The values must not be a refinement of each other.
     */
    private boolean areValues(Predicate<ClaimWord> kind) {
        List<ClaimWord> a = heavy(first).stream().filter(kind).toList();
        List<ClaimWord> b = heavy(second).stream().filter(kind).toList();
        int moreA = rest(first, kind);
        int moreB = rest(second, kind);
        return isValue(a)
                && isValue(b)
                && Math.min(moreA, moreB) == 0
                && Math.max(moreA, moreB) < MOST_EXTRA
                && unpaired(one, other).stream().allMatch(ClaimComparison::isColour)
                && unpaired(other, one).stream().allMatch(ClaimComparison::isColour)
                && has(a, Countries::contain) == has(b, Countries::contain)
                && isArea(a) == isArea(b);
    }

    private static boolean isArea(List<ClaimWord> words) {
        return words.stream().anyMatch(word -> word.place().equals("in") && Vocabulary.AREAS.contains(word.root()));
    }

    private static int rest(List<ClaimWord> words, Predicate<ClaimWord> kind) {
        return (int) heavy(words).stream()
                .filter(kind.negate())
                .filter(word -> !Vocabulary.LOCATING.contains(word.root()))
                .count();
    }

    private static boolean isValue(List<ClaimWord> words) {
        return !words.isEmpty() && words.size() <= MOST_VALUE_WORDS;
    }

    private static boolean has(List<ClaimWord> words, Predicate<String> property) {
        return words.stream().anyMatch(word -> property.test(word.root()) || property.test(word.text()));
    }
}
