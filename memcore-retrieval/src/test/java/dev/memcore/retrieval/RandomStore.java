package dev.memcore.retrieval;

import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes random commits: new memories, and new versions of those it has made. The same seed makes the same commits. */
public final class RandomStore {
    static final List<Scope> SCOPES = List.of(
            Scope.of("acme", "alice"),
            Scope.of("acme", "bob"),
            Scope.of("acme"),
            Scope.of("acme").withAgent("cook"),
            Scope.of("other", "alice"));
    static final List<Kind> KINDS = List.of(Kind.NOTE, Kind.TURN, Kind.BLOCK, Kind.RECORD, Kind.FACT);

    /** Keys of facts; the first three are one. */
    static final List<String> FACT_KEYS = List.of("home town", "Home  Town ", "HOME TOWN", "size");

    private final Random random;
    private final List<MemoryId> ids = new ArrayList<>();
    private final Map<MemoryId, Memory> present = new HashMap<>();
    private Instant now = Instant.ofEpochMilli(1_000);
    private long sequence;

    public RandomStore(Random random) {
        this.random = random;
    }

    List<MemoryId> ids() {
        return ids;
    }

    /** The moment of the last commit. */
    Instant now() {
        return now;
    }

    /** The versions that the next commit makes; sometimes none. */
    public List<Memory> commit() {
        sequence++;
        now = now.plusMillis(random.nextInt(3));
        List<Memory> versions = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            versions.add(version());
        }
        return versions;
    }

    private Memory version() {
        Memory before = ids.isEmpty() || random.nextInt(3) == 0 ? null : present.get(pick(ids));
        Memory version = before == null || before.status() == Status.ERASED ? first() : next(before);
        present.put(version.id(), version);
        return version;
    }

    /** Mostly a new memory; sometimes what a log keeps of an older one: its last state, or that it was erased. */
    private Memory first() {
        MemoryId id = new MemoryId(7, ids.size() + 1);
        ids.add(id);
        Scope scope = pick(SCOPES);
        return switch (random.nextInt(20)) {
            case 0 -> version(id, scope, 5, Status.ACTIVE, null, observation(id), List.of());
            case 1 -> erased(id, scope, 3);
            default -> version(id, scope, 1, Status.ACTIVE, null, observation(id), List.of());
        };
    }

    private Memory next(Memory before) {
        int version = before.version() + 1;
        Observation seen = before.observation();
        List<Link> links = before.links();
        return switch (random.nextInt(8)) {
            case 0 -> erased(before.id(), before.scope(), version);
            case 1 -> version(before.id(), before.scope(), version, Status.FORGOTTEN, null, seen, links);
            case 2 -> version(before.id(), before.scope(), version, Status.SUPERSEDED, pick(ids), seen, links);
            case 3 -> version(before.id(), before.scope(), version, Status.ACTIVE, null, seen, linked(before));
            default ->
                version(
                        before.id(),
                        before.scope(),
                        version,
                        Status.ACTIVE,
                        before.supersededBy(),
                        seen.toBuilder()
                                .text(text(seen.role()))
                                .tier(pick(List.of(Tier.values())))
                                .pinned(random.nextBoolean())
                                .searchKeys("k", random.nextBoolean() ? List.of(text()) : List.of())
                                .validTo(seen.validFrom() == null ? soon() : null)
                                .build(),
                        links);
        };
    }

    private List<Link> linked(Memory from) {
        List<Link> links = new ArrayList<>(from.links());
        MemoryId to = pick(ids);
        if (!to.equals(from.id())) {
            links.add(new Link(from.id(), to, LinkType.of("type" + links.size()), random.nextDouble(), soon(), null));
        }
        return links;
    }

    private Memory erased(MemoryId id, Scope scope, int version) {
        Observation mark = Observation.builder("(erased)").kind(Kind.RECORD).build();
        return version(id, scope, version, Status.ERASED, null, mark, List.of());
    }

    private Memory version(
            MemoryId id,
            Scope scope,
            int version,
            Status status,
            @Nullable MemoryId by,
            Observation observation,
            List<Link> links) {
        Cause cause = random.nextBoolean() ? Cause.HOST : Cause.of(Cause.POLICY + "any", "because");
        Memory before = present.get(id);
        Instant createdAt = before == null ? now.minusMillis(random.nextInt(2)) : before.createdAt();
        return Memory.builder(id, scope, observation)
                .version(version)
                .sequence(sequence)
                .createdAt(createdAt)
                .recordedAt(now)
                .status(status)
                .supersededBy(by)
                .cause(cause)
                .links(links)
                .build();
    }

    private Observation observation(MemoryId id) {
        Role role = random.nextInt(4) == 0 ? Role.TOOL : null;
        Observation.Builder builder = Observation.builder(text(role))
                .role(role)
                .kind(pick(KINDS))
                .tier(pick(List.of(Tier.values())))
                .session(random.nextBoolean() ? "s" + random.nextInt(2) : null)
                .expiresAt(soon())
                .validFrom(soon())
                .attribute("colour", random.nextBoolean() ? "red" : "blue")
                .attribute(Observation.KEY, pick(FACT_KEYS))
                .idempotencyKey(random.nextBoolean() ? key(id) : null);
        if (random.nextInt(3) == 0) {
            builder.label(random.nextBoolean() ? "medical" : "legal");
        }
        if (random.nextInt(3) == 0) {
            builder.derivedFrom(pick(ids));
        }
        if (random.nextInt(4) == 0) {
            builder.searchKeys(SearchKeys.QUESTIONS, List.of(text() + "?", text()));
        }
        if (random.nextBoolean()) {
            Instant start = now.minusMillis(random.nextInt(5));
            builder.eventTime(new EventTime(start, start.plusMillis(1 + random.nextInt(5))));
        }
        return builder.build();
    }

    static String key(MemoryId id) {
        return "key " + id;
    }

    /** All texts share a word, so that a query for it finds whatever may be found. */
    private String text() {
        return "memory of word" + random.nextInt(20) + " and word" + random.nextInt(20);
    }

    /** Results of tools may be blank. One text in eight is so long that it is divided into passages. */
    private String text(@Nullable Role role) {
        if (role == Role.TOOL && random.nextBoolean()) {
            return " ".repeat(random.nextInt(2));
        }
        return random.nextInt(8) == 0 ? longText() : text();
    }

    private String longText() {
        StringBuilder text = new StringBuilder();
        while (text.length() < 7_300) {
            text.append(text()).append(random.nextInt(9) == 0 ? ".\n\n" : ". ");
        }
        return text.toString();
    }

    private @Nullable Instant soon() {
        return random.nextInt(3) == 0 ? now.plusMillis(random.nextInt(20)) : null;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
