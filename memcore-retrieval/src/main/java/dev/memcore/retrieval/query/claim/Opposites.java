package dev.memcore.retrieval.query.claim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Groups of English words and phrases that cannot both describe one thing at the same time: complementaries and antonyms
 * (Cruse, "Lexical Semantics", 1986, chapter 9) that describe a state, chosen by hand. Two roots that differ only in a
 * negative prefix are opposites as well.
 */
final class Opposites {
    private static final List<String> PREFIXES = List.of("un", "in", "im", "dis", "non", "ir");
    private static final int LEAST_PREFIXED = 4;

    private static final List<Group> GROUPS = List.of(
            group("open", "closed shut"),
            group("@on enabled active activated online", "off disabled inactive deactivated offline"),
            group("available free", "unavailable busy"),
            group("free", "occupied taken"),
            group("allowed permitted legal", "forbidden prohibited banned illegal"),
            group("mandatory required compulsory", "optional voluntary"),
            group("public", "private"),
            group("locked", "unlocked"),
            group("like love enjoy adore fond fan keen", "dislike hate detest loathe"),
            group("agrees", "disagrees"),
            group("trusts", "distrusts"),
            group("true right correct", "false wrong incorrect"),
            group("possible", "impossible"),
            group("safe", "unsafe dangerous"),
            group("married", "single divorced unmarried bachelor widowed"),
            group("alive living", "dead died deceased pass+away"),
            group("employed job", "unemployed jobless out+work lose+job retired"),
            group("vegetarian vegan", "eat+meat steak beef pork bacon ham eat+chicken eat+sausage"),
            group("present", "absent"),
            group("full", "empty"),
            group("guilty", "innocent"),
            group("happy", "unhappy sad"),
            group("healthy well", "sick ill"),
            group("cheap inexpensive affordable", "expensive pricey costly"),
            group("high", "low"),
            group("hot warm", "cold cool"),
            group("big large huge", "small tiny little"),
            group("early", "late"),
            group("before", "after"),
            group("always", "rarely never seldom"),
            group("finished done complete completed ready", "incomplete unfinished progress ongoing pending"),
            group("on+foot", "by+car by+bus"),
            group("left-handed", "right-handed"),
            group("introvert introverted shy", "extrovert extroverted outgoing"),
            group("strong", "weak"),
            group("fast quick", "slow"),
            group("easy", "difficult hard"),
            group("safe", "risky"),
            group("new", "old used"),
            group("loud noisy", "quiet silent"),
            group("clean", "dirty"),
            group("dry", "wet"),
            group("rich wealthy", "poor broke"),
            group("tall", "short"),
            group("remotely remote", "onsite in-person"),
            group("working functional works", "broken defective out+order"),
            group("pregnant", "childless"),
            group("sober teetotal teetotaler abstinent", "drink+alcohol drink+wine drink+beer alcoholic"),
            group("pass succeed", "fail"),
            group("cancelled", "take+place"),
            group("more", "less"));

    /** The groups in which a root is on the first side, as bits, and those in which it is on the other side. */
    private static final Map<String, Sides> SIDES = new HashMap<>();

    static {
        for (int i = 0; i < GROUPS.size(); i++) {
            long bit = 1L << i;
            GROUPS.get(i).one().forEach(all -> all.forEach(root -> SIDES.merge(root, new Sides(bit, 0), Sides::plus)));
            GROUPS.get(i)
                    .other()
                    .forEach(all -> all.forEach(root -> SIDES.merge(root, new Sides(0, bit), Sides::plus)));
        }
    }

    private Opposites() {}

    /** Two sides, each of expressions of one root or several. */
    private record Group(List<Set<String>> one, List<Set<String>> other) {}

    /**
     * An expression of each claim, and these are opposites.
     *
     * @param one the roots of the expression in the first claim
     * @param other the roots of that in the second claim
     */
    record Found(Set<String> one, Set<String> other) {}

    private static Group group(String one, String other) {
        return new Group(side(one), side(other));
    }

    private static List<Set<String>> side(String expressions) {
        List<Set<String>> side = new ArrayList<>();
        for (String expression : expressions.split(" ")) {
            Set<String> roots = new HashSet<>();
            Arrays.stream(expression.split("\\+")).map(Roots::of).forEach(roots::add);
            side.add(Set.copyOf(roots));
        }
        return List.copyOf(side);
    }

    /** The groups of one or several roots, as sets of bits. Rules out most claims before opposites are searched. */
    record Sides(long one, long other) {
        private static final Sides NONE = new Sides(0, 0);

        Sides plus(Sides more) {
            return new Sides(one | more.one, other | more.other);
        }

        boolean mayOppose(Sides against) {
            return opposing(against) != 0;
        }

        /** Returns the groups that may have opposites in both, as a set of bits. */
        private long opposing(Sides against) {
            return (one & against.other) | (other & against.one);
        }

        static Sides of(List<ClaimWord> words) {
            Sides sides = NONE;
            for (ClaimWord word : words) {
                sides = sides.with(word.root());
            }
            return sides;
        }

        private static Sides ofRoots(Set<String> roots) {
            Sides sides = NONE;
            for (String root : roots) {
                sides = sides.with(root);
            }
            return sides;
        }

        private Sides with(String root) {
            Sides more = SIDES.get(root);
            return more == null ? this : plus(more);
        }
    }

    /**
     * Finds opposites among the roots that two claims do not share, together with the roots that they share. O(groups).
     *
     * @param one all roots of the first claim
     * @param other all roots of the second claim
     */
    static List<Found> between(Set<String> one, Set<String> other) {
        List<Found> found = new ArrayList<>();
        for (long groups = Sides.ofRoots(one).opposing(Sides.ofRoots(other)); groups != 0; groups &= groups - 1) {
            add(GROUPS.get(Long.numberOfTrailingZeros(groups)), one, other, found);
        }
        for (String a : one) {
            for (String b : other) {
                if (!one.contains(b) && !other.contains(a) && (isPrefixed(a, b) || isPrefixed(b, a))) {
                    found.add(new Found(Set.of(a), Set.of(b)));
                }
            }
        }
        return found;
    }

    private static void add(Group group, Set<String> one, Set<String> other, List<Found> found) {
        Set<String> first = in(one, group.one());
        Set<String> firstAgainst = in(one, group.other());
        Set<String> second = in(other, group.other());
        Set<String> secondAgainst = in(other, group.one());
        if (larger(first, firstAgainst) && larger(second, secondAgainst)) {
            found.add(new Found(first, second));
        } else if (larger(firstAgainst, first) && larger(secondAgainst, second)) {
            found.add(new Found(firstAgainst, secondAgainst));
        }
    }

    /** "Out of work" is not "work": the longer expression decides. */
    private static boolean larger(Set<String> one, Set<String> other) {
        return one.size() > other.size();
    }

    private static Set<String> in(Set<String> roots, List<Set<String>> side) {
        Set<String> longest = Set.of();
        for (Set<String> expression : side) {
            if (expression.size() > longest.size() && roots.containsAll(expression)) {
                longest = expression;
            }
        }
        return longest;
    }

    private static boolean isPrefixed(String word, String base) {
        return base.length() >= LEAST_PREFIXED
                && word.endsWith(base)
                && PREFIXES.contains(word.substring(0, word.length() - base.length()));
    }
}
