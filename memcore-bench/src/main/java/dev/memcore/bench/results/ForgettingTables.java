package dev.memcore.bench.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Renders the output of {@code eval forgetting --curve} as tables in Markdown. */
final class ForgettingTables {
    /** At which shares policies are set side by side. */
    private static final List<Double> DECISIVE = List.of(0.34, 0.5);

    private ForgettingTables() {}

    /** A contest, policy by policy: what each keeps at the decisive shares, and how far it is from the default. */
    static String standings(JsonNode contest) {
        List<String> heads = new ArrayList<>(List.of("policy"));
        for (double share : DECISIVE) {
            heads.addAll(List.of(percent(share) + ": evidence, %", "R@10", "against the default (95 %)"));
        }
        List<String> lines = Tables.head(heads.toArray(String[]::new));
        byPolicy(contest).forEach((policy, results) -> {
            List<String> cells = new ArrayList<>(List.of("`" + policy + "`"));
            for (double share : DECISIVE) {
                JsonNode result = results.getOrDefault(share, MissingNode.getInstance());
                cells.add(SetFigures.percent(result.path("evidenceKept").asDouble(Double.NaN)));
                cells.add(strong(recall(result)));
                JsonNode difference = result.path("differenceToDefault");
                cells.add(difference.isMissingNode() ? "" : Tables.difference(difference));
            }
            lines.add(Tables.line(cells));
        });
        return String.join("\n", lines);
    }

    /** A contest's curves: R@10 by policy and share. */
    static String curves(JsonNode contest) {
        Map<String, Map<Double, JsonNode>> policies = byPolicy(contest);
        List<Double> shares =
                new ArrayList<>(policies.values().iterator().next().keySet());
        List<String> heads = new ArrayList<>(List.of("R@10, removed"));
        shares.forEach(share -> heads.add(percent(share)));
        List<String> lines = Tables.head(heads.toArray(String[]::new));
        policies.forEach((policy, results) -> {
            List<String> cells = new ArrayList<>(List.of("`" + policy + "`"));
            shares.forEach(share ->
                    cells.add(SetFigures.percent(recall(results.getOrDefault(share, MissingNode.getInstance())))));
            lines.add(Tables.line(cells));
        });
        return String.join("\n", lines);
    }

    /** How long recalls took in a contest by share: the lowest, the middle and the highest of the policies. */
    static String latency(JsonNode contest) {
        Map<Double, List<JsonNode>> shares = new TreeMap<>();
        for (JsonNode result : contest.path("results")) {
            shares.computeIfAbsent(result.path("share").asDouble(), share -> new ArrayList<>())
                    .add(result.path("recallMillis"));
        }
        List<String> lines = Tables.head("removed", "policies", "recall p50, ms", "p95, ms");
        shares.forEach((share, results) -> lines.add(Tables.row(
                percent(share), Integer.toString(results.size()), spread(results, "p50"), spread(results, "p95"))));
        return String.join("\n", lines);
    }

    private static String spread(List<JsonNode> millis, String quantile) {
        double[] sorted = millis.stream()
                .mapToDouble(each -> each.path(quantile).asDouble())
                .sorted()
                .toArray();
        String middle = String.format(Locale.ROOT, "%.1f", sorted[sorted.length / 2]);
        return sorted.length == 1
                ? middle
                : String.format(Locale.ROOT, "%s (%.1f to %.1f)", middle, sorted[0], sorted[sorted.length - 1]);
    }

    /** Returns a table of policies with gists of removed memories, compared with the same policies without gists. */
    static String gists(JsonNode root) {
        Map<String, Map<Double, JsonNode>> without = byPolicy(root.path("fresh"));
        List<String> lines = Tables.head(
                "policy", "removed", "gists", "of the bytes, %", "R@10 without", "R@10 with gists", "turns alone");
        for (JsonNode result : root.path("gists").path("results")) {
            String policy = result.path("policy").asText();
            double share = result.path("share").asDouble();
            JsonNode plain = without.getOrDefault(policy, Map.of()).getOrDefault(share, MissingNode.getInstance());
            lines.add(Tables.row(
                    "`" + policy + "`",
                    percent(share),
                    String.format(Locale.ROOT, "%.0f", result.path("gists").asDouble()),
                    SetFigures.percent(result.path("gistBytes").asDouble()
                            / result.path("removedBytes").asDouble()),
                    SetFigures.percent(recall(plain)),
                    strong(recall(result)),
                    SetFigures.percent(result.path("recallOfTurns").path("10").asDouble(Double.NaN))));
        }
        return String.join("\n", lines);
    }

    /** The results of a contest in which something was removed, by policy and share. */
    static Map<String, Map<Double, JsonNode>> byPolicy(JsonNode contest) {
        Map<String, Map<Double, JsonNode>> policies = new LinkedHashMap<>();
        for (JsonNode result : contest.path("results")) {
            if (result.path("removed").asInt() > 0) {
                policies.computeIfAbsent(result.path("policy").asText(), policy -> new TreeMap<>())
                        .put(result.path("share").asDouble(), result);
            }
        }
        return policies;
    }

    /** R@10, in [0, 1]. */
    static double recall(JsonNode result) {
        return result.path("recall").path("10").asDouble(Double.NaN);
    }

    private static String strong(double share) {
        return Double.isNaN(share) ? "" : "**" + SetFigures.percent(share) + "**";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
