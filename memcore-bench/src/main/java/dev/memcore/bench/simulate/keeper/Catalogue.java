package dev.memcore.bench.simulate.keeper;

import dev.memcore.bench.harness.TierPolicies;
import dev.memcore.bench.harness.TierPolicy;
import dev.memcore.cli.console.BadInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All contenders by name: the tier policies, and references that no store could run. */
public final class Catalogue {
    private static final Map<String, Contender> CONTENDERS = contenders();

    private Catalogue() {}

    private static Map<String, Contender> contenders() {
        Map<String, Contender> all = new LinkedHashMap<>();
        TierPolicies.all().forEach(policy -> all.put(policy.name(), keeping(policy)));
        all.put("random-drop", keeping(new TierPolicy("random-drop", false, true, Chance::drop)));
        all.put("w-tinylfu", (trace, capacity, seed) -> new CaffeineKeeper(trace, capacity));
        all.put("oracle", (trace, capacity, seed) -> new Optimum(trace, capacity));
        return all;
    }

    private static Contender keeping(TierPolicy policy) {
        return (trace, capacity, seed) ->
                new PolicyKeeper(trace, capacity, kept -> policy.of(PolicyKeeper.TIER, kept, seed));
    }

    public static List<String> names() {
        return List.copyOf(CONTENDERS.keySet());
    }

    /**
     * The contenders of a name, or all of them.
     *
     * @throws BadInput if there is none of that name
     */
    public static Map<String, Contender> named(String name) {
        if (name.equals(TierPolicies.EVERY)) {
            return CONTENDERS;
        }
        Contender contender = CONTENDERS.get(name);
        if (contender == null) {
            throw new BadInput("there is no policy '" + name + "'; there are " + String.join(", ", names()) + ", and "
                    + TierPolicies.EVERY);
        }
        return Map.of(name, contender);
    }
}
