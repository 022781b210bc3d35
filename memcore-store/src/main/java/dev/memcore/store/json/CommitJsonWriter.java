package dev.memcore.store.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.memcore.api.AttributeValue;
import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Link;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.Usage;
import dev.memcore.spi.log.Commit;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes commits as JSON objects. Fields with their default value are left out. docs/reference/export.md describes the
 * fields.
 */
final class CommitJsonWriter {
    private final JsonGenerator json;

    CommitJsonWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(Commit commit) throws IOException {
        json.writeStartObject();
        json.writeNumberField("sequence", commit.sequence());
        moment("recordedAt", commit.recordedAt());
        json.writeArrayFieldStart("operations");
        for (MemoryOp operation : commit.operations()) {
            json.writeStartObject();
            operation(operation);
            cause(operation.cause());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void operation(MemoryOp operation) throws IOException {
        switch (operation) {
            case MemoryOp.Add add -> {
                start("add", add.id());
                scope(add.scope());
                observation(add.observation());
                moment("createdAt", add.createdAt());
            }
            case MemoryOp.Revise revise -> {
                start("revise", revise.id());
                json.writeStringField("text", revise.text());
                number("ifVersion", revise.ifVersion());
            }
            case MemoryOp.Supersede supersede -> {
                start("supersede", supersede.id());
                json.writeStringField("by", supersede.by().toString());
            }
            case MemoryOp.Forget forget -> start("forget", forget.id());
            case MemoryOp.Move move -> {
                start("move", move.id());
                word("tier", move.tier());
            }
            case MemoryOp.Adjust adjust -> {
                start("adjust", adjust.id());
                adjust(adjust);
            }
            case MemoryOp.SetSearchKeys rekey -> {
                start("rekey", rekey.id());
                json.writeStringField("name", rekey.name());
                strings("texts", rekey.texts());
            }
            case MemoryOp.SetAttributes change -> {
                start("setAttributes", change.id());
                attributes("set", change.set());
                strings("removed", change.removed());
            }
            case MemoryOp.SetExpiry change -> {
                start("setExpiry", change.id());
                moment("expiresAt", change.expiresAt());
            }
            case MemoryOp.SetValidity change -> {
                start("setValidity", change.id());
                moment("validFrom", change.validFrom());
                moment("validTo", change.validTo());
            }
            case MemoryOp.SetEventTime change -> {
                start("setEventTime", change.id());
                eventTime(change.eventTime());
            }
            case MemoryOp.Quarantine quarantine -> start("quarantine", quarantine.id());
            case MemoryOp.Release release -> start("release", release.id());
            case MemoryOp.AddLink add -> {
                start("addLink", add.id());
                link(add.link());
            }
            case MemoryOp.RemoveLink remove -> {
                start("removeLink", remove.id());
                json.writeStringField("to", remove.to().toString());
                json.writeStringField("type", remove.type().name());
            }
            case MemoryOp.Restore restore -> {
                start("restore", restore.id());
                restore(restore);
            }
            case MemoryOp.Erase erase -> {
                start("erase", erase.id());
                scope(erase.scope());
                json.writeNumberField("versions", erase.versions());
                json.writeStringField("digest", erase.digest());
                moment("createdAt", erase.createdAt());
            }
            case MemoryOp.Use use -> {
                start("use", use.id());
                usage(use.usage());
            }
        }
    }

    private void start(String name, MemoryId id) throws IOException {
        json.writeStringField("op", name);
        json.writeStringField("id", id.toString());
    }

    private void scope(Scope scope) throws IOException {
        json.writeObjectFieldStart("scope");
        json.writeStringField("tenant", scope.tenant());
        string("user", scope.user());
        string("agent", scope.agent());
        json.writeEndObject();
    }

    private void observation(Observation seen) throws IOException {
        json.writeObjectFieldStart("memory");
        json.writeStringField("text", seen.text());
        string("kind", seen.kind().equals(Kind.NOTE) ? null : seen.kind().name());
        word("tier", seen.tier() == Tier.LONG ? null : seen.tier());
        string("session", seen.session());
        word("role", seen.role());
        string("speaker", seen.speaker());
        strings("toolCallIds", seen.toolCallIds());
        eventTime(seen.eventTime());
        moment("validFrom", seen.validFrom());
        moment("validTo", seen.validTo());
        moment("expiresAt", seen.expiresAt());
        attributes("attributes", seen.attributes());
        strings("labels", seen.labels());
        real("importance", seen.importance(), 0.5);
        real("confidence", seen.confidence(), 1);
        string("source", seen.source());
        real("trust", seen.trust(), 1);
        flag("pinned", seen.pinned() ? Boolean.TRUE : null);
        strings("derivedFrom", seen.derivedFrom());
        string("idempotencyKey", seen.idempotencyKey());
        searchKeys(seen.searchKeys());
        json.writeEndObject();
    }

    private void searchKeys(SearchKeys keys) throws IOException {
        if (!keys.isEmpty()) {
            json.writeObjectFieldStart("searchKeys");
            for (Map.Entry<String, List<String>> list : keys.lists().entrySet()) {
                strings(list.getKey(), list.getValue());
            }
            json.writeEndObject();
        }
    }

    private void adjust(MemoryOp.Adjust adjust) throws IOException {
        if (adjust.importance() != null) {
            json.writeNumberField("importance", adjust.importance());
        }
        if (adjust.confidence() != null) {
            json.writeNumberField("confidence", adjust.confidence());
        }
        moment("validTo", adjust.validTo());
        moment("expiresAt", adjust.expiresAt());
        flag("pinned", adjust.pinned());
    }

    private void restore(MemoryOp.Restore restore) throws IOException {
        scope(restore.scope());
        json.writeNumberField("version", restore.version());
        word("status", restore.status());
        string(
                "supersededBy",
                restore.supersededBy() == null ? null : restore.supersededBy().toString());
        observation(restore.observation());
        if (!restore.links().isEmpty()) {
            json.writeArrayFieldStart("links");
            for (Link link : restore.links()) {
                json.writeStartObject();
                link(link);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        moment("createdAt", restore.createdAt());
    }

    private void link(Link link) throws IOException {
        json.writeStringField("to", link.to().toString());
        json.writeStringField("type", link.type().name());
        real("weight", link.weight(), 1);
        moment("validFrom", link.validFrom());
        moment("validTo", link.validTo());
    }

    private void usage(Usage usage) throws IOException {
        json.writeNumberField("uses", usage.uses());
        number("succeeded", usage.succeeded());
        number("failed", usage.failed());
        moment("lastUsed", usage.lastUsed());
        real("attention", usage.attention(), usage.uses());
    }

    private void cause(Cause cause) throws IOException {
        if (!cause.equals(Cause.HOST)) {
            json.writeObjectFieldStart("cause");
            json.writeStringField("actor", cause.actor());
            string("reason", cause.reason());
            strings("evidence", cause.evidence());
            json.writeEndObject();
        }
    }

    private void eventTime(@Nullable EventTime time) throws IOException {
        if (time != null) {
            json.writeObjectFieldStart("eventTime");
            moment("start", time.start());
            moment("end", time.end());
            json.writeEndObject();
        }
    }

    private void attributes(String field, Map<String, AttributeValue> attributes) throws IOException {
        if (!attributes.isEmpty()) {
            json.writeObjectFieldStart(field);
            for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
                json.writeObjectFieldStart(attribute.getKey());
                attribute(attribute.getValue());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
    }

    private void attribute(AttributeValue value) throws IOException {
        switch (value) {
            case AttributeValue.Text(String text) -> json.writeStringField("text", text);
            case AttributeValue.Whole(long number) -> json.writeNumberField("whole", number);
            case AttributeValue.Real(double number) -> json.writeNumberField("real", number);
            case AttributeValue.Flag(boolean flag) -> json.writeBooleanField("flag", flag);
            case AttributeValue.Moment(Instant moment) -> moment("moment", moment);
        }
    }

    private void string(String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private void word(String name, @Nullable Enum<?> value) throws IOException {
        string(name, value == null ? null : value.name().toLowerCase(Locale.ROOT));
    }

    private void strings(String name, Collection<?> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (Object value : values) {
                json.writeString(value.toString());
            }
            json.writeEndArray();
        }
    }

    private void moment(String name, @Nullable Instant moment) throws IOException {
        string(name, moment == null ? null : moment.toString());
    }

    private void flag(String name, @Nullable Boolean value) throws IOException {
        if (value != null) {
            json.writeBooleanField(name, value);
        }
    }

    private void number(String name, int value) throws IOException {
        if (value != 0) {
            json.writeNumberField(name, value);
        }
    }

    private void real(String name, double value, double usual) throws IOException {
        if (Double.doubleToLongBits(value) != Double.doubleToLongBits(usual)) {
            json.writeNumberField(name, value);
        }
    }
}
