package dev.memcore.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.memcore.api.Block;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Folds of a session, each in a block that contexts do not show. Its text has the ids of the first and the last message.
 * The messages of a session are sorted by id, so two ids name a span for ever.
 */
final class BlockFolds implements ContextFolds {
    /** 64 bits of the digest: two sessions of one scope get the same folds with a probability of 2^-64. */
    private static final int DIGEST_BYTES = 8;

    /** The characters of the first message that the line of a fold shows. */
    private static final int SHOWN_CHARS = 60;

    private final MemorySpace space;
    private final String session;
    private final String prefix;
    private final ReentrantLock lock = new ReentrantLock();

    BlockFolds(MemorySpace space, String session) {
        this.space = Arguments.present(space, "space");
        this.session = Arguments.name(session, "session");
        this.prefix = Block.UNSHOWN + "folds/" + digest(session) + "/";
    }

    @Override
    public FoldedSpan fold(MemoryId first, MemoryId last) {
        lock.lock();
        try {
            List<Memory> all = messages();
            List<Memory> span = span(all, first, last);
            Set<MemoryId> ids = span.stream().map(Memory::id).collect(Collectors.toSet());
            int number = 1;
            for (FoldedSpan present : list(all)) {
                if (present.messages().stream().anyMatch(ids::contains)) {
                    throw MemoryException.of(
                            ErrorCode.CONFLICT, "some of these messages are in fold " + present.number() + " already");
                }
                number = Math.max(number, present.number() + 1);
            }
            space.blocks().set(prefix + number, first + " " + last);
            return folded(number, span);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean restore(int number) {
        lock.lock();
        try {
            return space.blocks().remove(prefix + number);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<FoldedSpan> list() {
        return list(messages());
    }

    @Override
    public List<Memory> messages() {
        MemoryFilter filter =
                MemoryFilter.builder().session(session).kind(Kind.TURN).build();
        try (Stream<Memory> found = space.stream(filter)) {
            return found.filter(
                            message -> message.scope().equals(space.principal().scope()))
                    .toList();
        }
    }

    /** The folds that have a message which was not forgotten. */
    private List<FoldedSpan> list(List<Memory> all) {
        List<FoldedSpan> folds = new ArrayList<>();
        for (Block block : space.blocks().list()) {
            if (block.name().startsWith(prefix)) {
                int number = Integer.parseInt(block.name().substring(prefix.length()));
                String[] ids = block.text().split(" ");
                MemoryId first = MemoryId.parse(ids[0]);
                MemoryId last = MemoryId.parse(ids[1]);
                List<Memory> span = all.stream()
                        .filter(message -> message.id().compareTo(first) >= 0
                                && message.id().compareTo(last) <= 0)
                        .toList();
                if (!span.isEmpty()) {
                    folds.add(folded(number, span));
                }
            }
        }
        folds.sort(Comparator.comparingInt(FoldedSpan::number));
        return folds;
    }

    private static FoldedSpan folded(int number, List<Memory> span) {
        String text = span.getFirst().text().replaceAll("\\s+", " ").strip();
        int end = text.codePointCount(0, text.length()) > SHOWN_CHARS ? text.offsetByCodePoints(0, SHOWN_CHARS) : -1;
        String start = end < 0 ? text : text.substring(0, end) + "...";
        String count = span.size() == 1 ? "1 message" : span.size() + " messages";
        return new FoldedSpan(
                number, span.stream().map(Memory::id).toList(), "[fold " + number + ": " + count + ": " + start + "]");
    }

    private List<Memory> span(List<Memory> all, MemoryId first, MemoryId last) {
        int from = index(all, first);
        int to = index(all, last);
        Arguments.require(from <= to, "message " + last + " comes before message " + first);
        return all.subList(from, to + 1);
    }

    private int index(List<Memory> all, MemoryId id) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(id)) {
                return i;
            }
        }
        throw MemoryException.of(ErrorCode.NOT_FOUND, "session " + session + " has no message with id " + id);
    }

    private static String digest(String session) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(session.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
