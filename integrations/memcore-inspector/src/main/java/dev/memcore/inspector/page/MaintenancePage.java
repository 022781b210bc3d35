package dev.memcore.inspector.page;

import static dev.memcore.inspector.http.InspectorEndpoint.examine;
import static dev.memcore.inspector.http.InspectorEndpoint.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.MaintenanceReport;
import dev.memcore.inspector.http.HttpRefusal;
import dev.memcore.inspector.http.InspectorEndpoint;
import dev.memcore.inspector.http.RequestParameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Maintenance in three steps: a plan, its approval, and the undo of a run. */
final class MaintenancePage {
    private static final int MAX_OPERATIONS = 100_000;
    private static final int DEFAULT_OPERATIONS = 1_000;
    private static final int MAX_SHOWN = 100;

    private final InspectedStore store;
    private final KeptDrafts<Plan> plans = new KeptDrafts<>("this plan");

    /**
     * A plan that was shown.
     *
     * @param budget its budget
     * @param commit the last commit when it was made
     */
    private record Plan(Budget budget, long commit) {}

    MaintenancePage(InspectedStore store) {
        this.store = store;
    }

    List<InspectorEndpoint> endpoints() {
        return List.of(
                examine("/api/maintenance/plan", this::plan),
                write("/api/maintenance/run", this::run),
                write("/api/maintenance/undo", this::undo));
    }

    private JsonNode plan(RequestParameters request) {
        MemoryManager whole = store.wholeStore();
        Budget budget = Budget.ofOperations(request.number("operations", DEFAULT_OPERATIONS, 1, MAX_OPERATIONS));
        long commit = whole.stats().lastSequence();
        MaintenanceReport report = whole.dryRun(budget);
        ObjectNode node = report(report);
        addMemories(node, report);
        return node.put("plan", plans.keep(new Plan(budget, commit)));
    }

    /** Adds the memories of the first operations, so that the plan shows texts. */
    private void addMemories(ObjectNode node, MaintenanceReport report) {
        Set<MemoryId> wanted = report.operations().stream()
                .limit(MAX_SHOWN)
                .map(MemoryOp::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, Memory> found = new HashMap<>();
        store.find(wanted).forEach(memory -> found.put(memory.id().toString(), memory));
        for (JsonNode operation : node.path("operations")) {
            Memory memory = found.get(operation.path("id").asText());
            if (memory != null) {
                ((ObjectNode) operation).set("memory", MemoryJson.brief(memory));
            }
        }
    }

    /** Runs an approved plan. Policies decide by the state of the store, so an unchanged store gives the planned operations. */
    private JsonNode run(RequestParameters request) {
        MemoryManager whole = store.wholeStore();
        Plan plan = plans.take(request.text("plan"));
        long commit = whole.stats().lastSequence();
        if (commit != plan.commit() && !request.flag("evenIfChanged")) {
            throw new HttpRefusal(
                    409,
                    "the store has changed since the plan: commit " + plan.commit() + " was the last one then, and "
                            + commit + " is now; plan again, or allow a run on the changed store");
        }
        return report(whole.maintain(plan.budget()));
    }

    private static ObjectNode report(MaintenanceReport report) {
        ObjectNode node = MemoryJson.object()
                .put("total", report.total())
                .put("skipped", report.skipped())
                .put("compacted", report.compacted())
                .put("finished", report.finished());
        ObjectNode proposed = node.putObject("proposed");
        report.proposed().forEach(proposed::put);
        ArrayNode operations = node.putArray("operations");
        for (MemoryOp operation : report.operations()) {
            operations.add(OperationJson.of(operation));
        }
        node.set("commits", MemoryJson.texts(report.commits()));
        ArrayNode failures = node.putArray("failures");
        report.failures()
                .forEach(failure -> failures.addObject()
                        .put("policy", failure.policy())
                        .put("scope", failure.scope().toString())
                        .put("message", MemoryJson.start(failure.message(), MemoryJson.EXCERPT)));
        return node;
    }

    private JsonNode undo(RequestParameters request) {
        List<Long> commits = new ArrayList<>();
        request.text("commits");
        for (String commit : request.all("commits")) {
            try {
                commits.add(Long.parseLong(commit));
            } catch (NumberFormatException e) {
                throw new HttpRefusal(400, "the number of a commit must be whole, but is \"" + commit + '"', e);
            }
        }
        List<Memory> restored = store.wholeStore().undo(commits);
        ObjectNode node = MemoryJson.object().put("total", restored.size());
        ArrayNode items = node.putArray("items");
        restored.stream().limit(MAX_SHOWN).forEach(memory -> items.add(MemoryJson.brief(memory)));
        return node;
    }
}
