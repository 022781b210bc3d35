package dev.memcore.space;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Block;
import dev.memcore.api.Blocks;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Page;
import dev.memcore.api.Principal;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.commit.CallGate;
import dev.memcore.commit.CommitBuilder;
import dev.memcore.commit.Committer;
import dev.memcore.commit.OperationChecks;
import dev.memcore.component.StoreComponents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a scope. A block is a memory with a key of its own. A forgotten block keeps the key, so it can be
 * restored.
 */
final class ScopedBlocks implements Blocks {
    private static final String KEY = OperationChecks.RESERVED + "block:";
    private static final String NAME = "block";
    private static final String LIMIT = "limit";

    private final Principal reader;
    private final StoreComponents parts;
    private final Committer committer;
    private final CallGate gate;

    ScopedBlocks(Principal reader, StoreComponents parts, Committer committer, CallGate gate) {
        this.reader = reader;
        this.parts = parts;
        this.committer = committer;
        this.gate = gate;
    }

    @Override
    public Optional<Block> get(String name) {
        return gate.call(() -> find(key(name)).filter(this::isThere).map(ScopedBlocks::block));
    }

    @Override
    public Block set(String name, String text, int limit) {
        return gate.change(() -> {
            String key = key(name);
            parts.limits().text(text);
            checkFits(name, text, limit);
            Observation seen = Observation.builder(text)
                    .kind(Kind.BLOCK)
                    .tier(Tier.LONG)
                    .idempotencyKey(key)
                    .attribute(NAME, new AttributeValue.Text(name))
                    .attribute(LIMIT, new AttributeValue.Whole(limit))
                    .build();
            List<Memory> set = committed(key, draft -> List.of(put(draft, key, seen)));
            return block(set.getFirst());
        });
    }

    @Override
    public boolean remove(String name) {
        return gate.change(() -> {
            String key = key(name);
            return !committed(key, draft -> forget(draft, key)).isEmpty();
        });
    }

    @Override
    public List<Block> list() {
        return gate.call(() -> {
            MemoryFilter blocks = MemoryFilter.builder().kind(Kind.BLOCK).build();
            List<Block> found = new ArrayList<>();
            MemoryId after = null;
            do {
                Page page = parts.index().list(reader, blocks, after, MemoryQuery.MAX_LIMIT, committer.present());
                page.memories().stream()
                        .filter(memory -> memory.scope().equals(reader.scope()))
                        .forEach(memory -> found.add(block(memory)));
                after = page.next();
            } while (after != null);
            found.sort(Comparator.comparing(Block::name));
            return List.copyOf(found);
        });
    }

    private List<Memory> committed(String key, Function<CommitBuilder, List<Memory>> plan) {
        return Committer.retry(
                () -> committer.commit(reader::sees, lockKeys(key), plan).versions());
    }

    private Memory put(CommitBuilder draft, String key, Observation seen) {
        Memory before = draft.addedWith(reader.scope(), key);
        if (before == null) {
            return draft.apply(new MemoryOp.Add(parts.ids().next(committer.now()), reader.scope(), seen, Cause.HOST));
        }
        return draft.apply(new MemoryOp.Restore(
                before.id(),
                before.scope(),
                before.version() + 1,
                Status.ACTIVE,
                null,
                seen,
                before.links(),
                Cause.HOST));
    }

    private List<Memory> forget(CommitBuilder draft, String key) {
        Memory before = draft.addedWith(reader.scope(), key);
        return before == null || !isThere(before)
                ? List.of()
                : List.of(draft.apply(new MemoryOp.Forget(before.id(), Cause.HOST)));
    }

    private Set<Object> lockKeys(String key) {
        Set<Object> keys = new HashSet<>();
        keys.add(new CommitBuilder.ScopedKey(reader.scope(), key));
        find(key).ifPresent(memory -> keys.add(memory.id()));
        return keys;
    }

    private Optional<Memory> find(String key) {
        return parts.index().byIdempotencyKey(reader.scope(), key);
    }

    private boolean isThere(Memory memory) {
        return memory.inForceAt(committer.now()) && reader.sees(memory);
    }

    private static Block block(Memory memory) {
        return new Block(
                memory.observation().attributes().get(NAME) instanceof AttributeValue.Text(String name) ? name : "",
                memory.observation().attributes().get(LIMIT) instanceof AttributeValue.Whole(long limit)
                        ? (int) limit
                        : Block.DEFAULT_LIMIT,
                memory);
    }

    private static String key(@Nullable String name) {
        String given = Arguments.present(name, "name");
        if (given.isBlank() || given.chars().anyMatch(Character::isISOControl)) {
            throw Arguments.invalid("the name of a block must not be blank and must not contain control characters");
        }
        Arguments.positiveAtMost(given.length(), Block.MAX_NAME, "the length of a block's name");
        return KEY + given;
    }

    private void checkFits(String name, String text, int limit) {
        Arguments.positiveAtMost(limit, Math.max(1, parts.limits().textChars()), "limit");
        if (text.length() > limit) {
            throw MemoryException.of(
                    ErrorCode.LIMIT_EXCEEDED,
                    "block " + name + " would have " + text.length() + " characters; its limit is " + limit);
        }
    }
}
