package dev.memcore.consolidation.value;

import dev.memcore.api.check.Arguments;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.util.List;

/**
 * Values memories relative to the others of their scope. It first reads the scope (to count words, links, ranks), and
 * then values one memory after another. Safe for use by several threads; the result of {@link #over} is for one run
 * over one view.
 *
 * <p>A valuation may read the whole scope, but holds no texts, only numbers for each memory or word.
 */
@FunctionalInterface
public interface Valuation {
    /** Reads a scope, and returns the value function for its memories. */
    ValueFunction over(ScopeView scope);

    /** A valuation that does not read the scope. */
    static Valuation of(ValueFunction value) {
        Arguments.present(value, "value");
        return scope -> value;
    }

    /**
     * The weighted mean, see {@link Values#weightedSum}.
     *
     * @param terms at least one of a positive weight
     */
    static Valuation weightedSum(Term... terms) {
        List<Term> all = Arguments.allPresent(terms, "terms");
        Values.requireWeight(all.stream().mapToDouble(Term::weight).sum());
        return scope -> Values.weightedSum(all.stream()
                .map(term -> new Values.Term(term.weight(), term.valuation().over(scope)))
                .toArray(Values.Term[]::new));
    }

    /** The product, see {@link Values#product}. */
    static Valuation product(Valuation... factors) {
        List<Valuation> all = Arguments.allPresent(factors, "factors");
        return scope ->
                Values.product(all.stream().map(factor -> factor.over(scope)).toArray(ValueFunction[]::new));
    }

    /**
     * A term of a {@linkplain #weightedSum weighted sum}.
     *
     * @param weight not negative
     * @param valuation returns values in [0, 1]
     */
    record Term(double weight, Valuation valuation) {
        /** Checks the weight. */
        public Term {
            Arguments.notNegative(weight, "weight");
            Arguments.present(valuation, "valuation");
        }
    }
}
