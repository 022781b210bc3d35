package dev.memcore.papers.vote;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a {@link NeighbourVote}.
 *
 * @param shares the share of each label in the weights of all voters, in (0, 1]; the greatest first, of equal ones that
 *     of the nearer voter. The sum is 1, or there are none
 * @param voters the memories that voted, the nearest first
 */
public record VoteResult(Map<AttributeValue, Double> shares, List<Voter> voters) {
    /** Copies the collections. */
    public VoteResult {
        shares = Collections.unmodifiableMap(new LinkedHashMap<>(Arguments.present(shares, "shares")));
        voters = Arguments.list(voters, "voters");
    }

    /**
     * A memory that voted.
     *
     * @param weight in [0, 1]
     */
    public record Voter(Memory memory, double weight) {
        /** Checks the weight. */
        public Voter {
            Arguments.present(memory, "memory");
            Arguments.unit(weight, "weight");
        }
    }

    static VoteResult of(String attribute, List<Voter> voters) {
        Map<AttributeValue, Double> sums = new LinkedHashMap<>();
        for (Voter voter : voters) {
            AttributeValue label = voter.memory().attributes().get(attribute);
            if (label != null && voter.weight() > 0) {
                sums.merge(label, voter.weight(), Double::sum);
            }
        }
        double all = sums.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<AttributeValue, Double> shares = new LinkedHashMap<>();
        sums.entrySet().stream()
                .sorted(Map.Entry.<AttributeValue, Double>comparingByValue().reversed())
                .forEach(sum -> shares.put(sum.getKey(), sum.getValue() / all));
        return new VoteResult(shares, voters);
    }

    /** Returns the label with the greatest share. */
    public Optional<AttributeValue> best() {
        return shares.keySet().stream().findFirst();
    }

    /** Returns the share of a label, in [0, 1]. */
    public double share(AttributeValue label) {
        return shares.getOrDefault(Arguments.present(label, "label"), 0.0);
    }
}
