package dev.memcore.store.json;

import com.fasterxml.jackson.core.JsonFactory;
import dev.memcore.api.AttributeValue;
import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.Usage;
import dev.memcore.spi.log.Commit;
import dev.memcore.store.bytes.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads commits that {@link CommitJsonWriter} wrote, and rejects all other input. For one use. */
final class CommitJsonReader {
    private final JsonFactory factory;
    private final LineReader lines;

    CommitJsonReader(JsonFactory factory, LineReader lines) {
        this.factory = factory;
        this.lines = lines;
    }

    /** Reads all lines. Returns the number of commits. */
    long read(Consumer<Commit> found) throws IOException, MalformedException {
        header(next());
        long commits = 0;
        long sequence = 0;
        JsonObject line = next();
        while (!line.has("commits")) {
            Commit commit = commit(line);
            if (commit.sequence() <= sequence) {
                throw new MalformedException("commit " + commit.sequence() + " follows commit " + sequence);
            }
            found.accept(commit);
            sequence = commit.sequence();
            commits++;
            line = next();
        }
        footer(line, commits);
        return commits;
    }

    private JsonObject next() throws IOException, MalformedException {
        byte[] line = lines.next();
        if (line == null) {
            throw new MalformedException("it is missing: the file was cut");
        }
        return JsonObject.parse(factory, line);
    }

    private static void header(JsonObject line) throws MalformedException {
        if (!line.string("format").equals(JsonLines.FORMAT)) {
            throw new MalformedException("this is no export of memcore");
        }
        int version = line.number("version");
        if (version > JsonLines.VERSION) {
            throw MemoryException.of(
                    ErrorCode.FORMAT_NEWER,
                    "the export has version " + version + "; this version of memcore reads up to " + JsonLines.VERSION);
        }
        if (version < 1) {
            throw new MalformedException("version " + version);
        }
        line.end();
    }

    private void footer(JsonObject line, long commits) throws IOException, MalformedException {
        long expected = line.whole("commits");
        line.end();
        if (expected != commits) {
            throw new MalformedException("the last line states " + expected + " commits, but the file has " + commits);
        }
        if (lines.next() != null) {
            throw new MalformedException("something follows the end");
        }
    }

    private static Commit commit(JsonObject line) throws MalformedException {
        try {
            long sequence = line.whole("sequence");
            List<MemoryOp> operations = new ArrayList<>();
            for (JsonObject operation : line.objects("operations")) {
                operations.add(operation(operation));
                operation.end();
            }
            Commit commit = new Commit(sequence, line.moment("recordedAt"), operations);
            line.end();
            return commit;
        } catch (MemoryException e) {
            // The types of the API validate their parts. Values that they reject cannot have been written.
            throw new MalformedException(e.getMessage() == null ? "" : e.getMessage(), e);
        }
    }

    private static MemoryOp operation(JsonObject json) throws MalformedException {
        String name = json.string("op");
        MemoryId id = id(json, "id");
        Cause cause = cause(json.optionalObject("cause"));
        return switch (name) {
            case "add" ->
                new MemoryOp.Add(
                        id, scope(json), observation(json.object("memory")), json.optionalMoment("createdAt"), cause);
            case "revise" -> new MemoryOp.Revise(id, json.string("text"), json.number("ifVersion", 0), cause);
            case "supersede" -> new MemoryOp.Supersede(id, id(json, "by"), cause);
            case "forget" -> new MemoryOp.Forget(id, cause);
            case "move" -> new MemoryOp.Move(id, json.word("tier", Tier.class), cause);
            case "adjust" -> adjust(id, json, cause);
            case "rekey" -> new MemoryOp.SetSearchKeys(id, json.string("name"), json.strings("texts"), cause);
            case "setAttributes" ->
                new MemoryOp.SetAttributes(
                        id, attributes(json.optionalObject("set")), Set.copyOf(json.strings("removed")), cause);
            case "setExpiry" -> new MemoryOp.SetExpiry(id, json.optionalMoment("expiresAt"), cause);
            case "setValidity" ->
                new MemoryOp.SetValidity(id, json.optionalMoment("validFrom"), json.optionalMoment("validTo"), cause);
            case "setEventTime" -> new MemoryOp.SetEventTime(id, eventTime(json.optionalObject("eventTime")), cause);
            case "quarantine" -> new MemoryOp.Quarantine(id, cause);
            case "release" -> new MemoryOp.Release(id, cause);
            case "addLink" -> new MemoryOp.AddLink(link(id, json), cause);
            case "removeLink" -> new MemoryOp.RemoveLink(id, id(json, "to"), LinkType.of(json.string("type")), cause);
            case "restore" -> restore(id, json, cause);
            case "erase" ->
                new MemoryOp.Erase(
                        id,
                        scope(json),
                        json.number("versions"),
                        json.string("digest"),
                        json.optionalMoment("createdAt"),
                        cause);
            case "use" -> new MemoryOp.Use(id, usage(json), cause);
            default -> throw new MalformedException("unknown operation " + name);
        };
    }

    private static MemoryOp adjust(MemoryId id, JsonObject json, Cause cause) throws MalformedException {
        return new MemoryOp.Adjust(
                id,
                json.optionalReal("importance"),
                json.optionalReal("confidence"),
                json.optionalMoment("validTo"),
                json.optionalMoment("expiresAt"),
                json.optionalFlag("pinned"),
                cause);
    }

    private static MemoryOp restore(MemoryId id, JsonObject json, Cause cause) throws MalformedException {
        List<Link> links = new ArrayList<>();
        for (JsonObject link : json.objects("links")) {
            links.add(link(id, link));
            link.end();
        }
        return new MemoryOp.Restore(
                id,
                scope(json),
                json.number("version"),
                json.word("status", Status.class),
                json.has("supersededBy") ? id(json, "supersededBy") : null,
                observation(json.object("memory")),
                links,
                json.optionalMoment("createdAt"),
                cause);
    }

    private static Link link(MemoryId from, JsonObject json) throws MalformedException {
        return new Link(
                from,
                id(json, "to"),
                LinkType.of(json.string("type")),
                json.real("weight", 1),
                json.optionalMoment("validFrom"),
                json.optionalMoment("validTo"));
    }

    private static Usage usage(JsonObject json) throws MalformedException {
        int uses = json.number("uses");
        return new Usage(
                uses,
                json.number("succeeded", 0),
                json.number("failed", 0),
                json.optionalMoment("lastUsed"),
                json.real("attention", uses));
    }

    private static Scope scope(JsonObject json) throws MalformedException {
        JsonObject scope = json.object("scope");
        Scope read = new Scope(scope.string("tenant"), scope.optionalString("user"), scope.optionalString("agent"));
        scope.end();
        return read;
    }

    private static Observation observation(JsonObject json) throws MalformedException {
        String kind = json.optionalString("kind");
        Tier tier = json.optionalWord("tier", Tier.class);
        Observation.Builder seen = Observation.builder(json.string("text"))
                .kind(kind == null ? Kind.NOTE : Kind.of(kind))
                .tier(tier == null ? Tier.LONG : tier)
                .session(json.optionalString("session"))
                .role(json.optionalWord("role", Role.class))
                .speaker(json.optionalString("speaker"));
        json.strings("toolCallIds").forEach(seen::toolCallId);
        seen.eventTime(eventTime(json.optionalObject("eventTime")))
                .validFrom(json.optionalMoment("validFrom"))
                .validTo(json.optionalMoment("validTo"))
                .expiresAt(json.optionalMoment("expiresAt"));
        attributes(json.optionalObject("attributes")).forEach(seen::attribute);
        json.strings("labels").forEach(seen::label);
        seen.importance(json.real("importance", 0.5))
                .confidence(json.real("confidence", 1))
                .source(json.optionalString("source"))
                .trust(json.real("trust", 1))
                .pinned(json.has("pinned") && json.flag("pinned"))
                .derivedFrom(ids(json, "derivedFrom"))
                .idempotencyKey(json.optionalString("idempotencyKey"))
                .searchKeys(searchKeys(json.optionalObject("searchKeys")));
        json.end();
        return seen.build();
    }

    private static SearchKeys searchKeys(@Nullable JsonObject json) throws MalformedException {
        Map<String, List<String>> lists = new TreeMap<>();
        if (json != null) {
            for (String name : json.names()) {
                lists.put(name, json.strings(name));
            }
            json.end();
        }
        return new SearchKeys(lists);
    }

    private static @Nullable EventTime eventTime(@Nullable JsonObject json) throws MalformedException {
        if (json == null) {
            return null;
        }
        EventTime time = new EventTime(json.moment("start"), json.moment("end"));
        json.end();
        return time;
    }

    private static Map<String, AttributeValue> attributes(@Nullable JsonObject json) throws MalformedException {
        Map<String, AttributeValue> attributes = new TreeMap<>();
        if (json != null) {
            for (String name : json.names()) {
                JsonObject value = json.object(name);
                attributes.put(name, attribute(value));
                value.end();
            }
        }
        return attributes;
    }

    private static AttributeValue attribute(JsonObject json) throws MalformedException {
        String type = json.names().isEmpty() ? "" : json.names().get(0);
        return switch (type) {
            case "text" -> new AttributeValue.Text(json.string(type));
            case "whole" -> new AttributeValue.Whole(json.whole(type));
            case "real" -> new AttributeValue.Real(json.real(type, 0));
            case "flag" -> new AttributeValue.Flag(json.flag(type));
            case "moment" -> new AttributeValue.Moment(json.moment(type));
            default -> throw new MalformedException("unknown type of attribute " + type);
        };
    }

    private static Cause cause(@Nullable JsonObject json) throws MalformedException {
        if (json == null) {
            return Cause.HOST;
        }
        Cause cause = new Cause(json.string("actor"), json.optionalString("reason"), ids(json, "evidence"));
        json.end();
        return cause;
    }

    private static Set<MemoryId> ids(JsonObject json, String name) throws MalformedException {
        Set<MemoryId> ids = new TreeSet<>();
        for (String id : json.strings(name)) {
            ids.add(id(id));
        }
        return ids;
    }

    private static MemoryId id(JsonObject json, String name) throws MalformedException {
        return id(json.string(name));
    }

    /** Accepts only the notation that is written. The usual parser also accepts shorter ones. */
    private static MemoryId id(String text) throws MalformedException {
        MemoryId id = MemoryId.parse(text);
        if (!id.toString().equals(text)) {
            throw new MalformedException("no id of a memory: " + text);
        }
        return id;
    }
}
