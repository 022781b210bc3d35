package dev.memcore.inspector.page;

import static dev.memcore.inspector.http.InspectorEndpoint.examine;
import static dev.memcore.inspector.http.InspectorEndpoint.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.inspector.http.InspectorEndpoint;
import dev.memcore.inspector.http.RequestParameters;
import java.util.List;

/** Erasure in three steps: a preview, its approval, and the verification of the receipt. */
final class ErasurePage {
    private final InspectedStore store;
    private final KeptDrafts<ErasureDraft> drafts = new KeptDrafts<>("this preview");

    ErasurePage(InspectedStore store) {
        this.store = store;
    }

    List<InspectorEndpoint> endpoints() {
        return List.of(
                examine("/api/erasure/preview", this::preview),
                write("/api/erasure/run", this::run),
                examine("/api/erasure/verify", this::verify));
    }

    private JsonNode preview(RequestParameters request) {
        ErasureDraft draft = ErasureDraft.of(store, request);
        return draft.json().put("preview", drafts.keep(draft));
    }

    private JsonNode run(RequestParameters request) {
        ErasureReceipt receipt = drafts.take(request.text("preview")).erase(request.all("keep"));
        return MemoryJson.object()
                .put("commit", receipt.sequence())
                .put("erased", receipt.entries().size())
                .put("at", receipt.erasedAt().toString())
                .put("receipt", receipt.encode());
    }

    private JsonNode verify(RequestParameters request) {
        MemorySpace space = store.space(request);
        return check(space.verify(ErasureReceipt.parse(request.text("receipt"))));
    }

    static ObjectNode check(CheckReport report) {
        ObjectNode node = MemoryJson.object()
                .put("ok", report.ok())
                .put("commits", report.commits())
                .put("operations", report.operations())
                .put("bytes", report.bytes());
        ArrayNode findings = node.putArray("findings");
        report.findings()
                .forEach(finding -> findings.addObject()
                        .put("code", finding.code().name())
                        .put("file", finding.file())
                        .put("message", MemoryJson.start(finding.message(), MemoryJson.EXCERPT)));
        return node;
    }
}
