package dev.memcore.erasure;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.api.report.Finding;
import dev.memcore.spi.index.MemoryLookup;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.CommitCursor;
import dev.memcore.spi.log.MemoryLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks whether log and index agree with a receipt. O(log). For one use. */
final class ErasureCheck {
    private static final int MOST_FINDINGS = 100;

    private final MemoryLog log;
    private final MemoryLookup index;
    private final List<Finding> findings = new ArrayList<>();

    ErasureCheck(MemoryLog log, MemoryLookup index) {
        this.log = log;
        this.index = index;
    }

    CheckReport check(Principal reader, ErasureReceipt receipt) {
        if (receipt.entries().isEmpty()) {
            return new CheckReport(0, 0, 0, findings);
        }
        try {
            checkCommit(receipt);
            checkLog(receipt);
            checkIndex(reader.scope(), receipt);
        } catch (MemoryException e) {
            find(e.code(), "log", "the log cannot be read: " + e.getMessage());
        }
        return new CheckReport(0, 0, 0, findings);
    }

    private void checkCommit(ErasureReceipt receipt) {
        if (receipt.sequence() < 1 || receipt.sequence() > log.lastSequence()) {
            find(ErrorCode.NOT_FOUND, "log", "the log has no commit " + receipt.sequence());
            return;
        }
        try (CommitCursor commits = log.read(receipt.sequence())) {
            Commit commit = commits.next();
            List<String> logged = commit.operations().stream()
                    .filter(MemoryOp.Erase.class::isInstance)
                    .map(op -> line(op.id(), ((MemoryOp.Erase) op).versions(), ((MemoryOp.Erase) op).digest()))
                    .toList();
            List<String> claimed = receipt.entries().stream()
                    .map(entry -> line(entry.id(), entry.versions(), ErasureSeal.seal(receipt.nonce(), entry.digest())))
                    .toList();
            if (!logged.equals(claimed) || !commit.recordedAt().equals(receipt.erasedAt())) {
                find(ErrorCode.CONFLICT, "log", "commit " + receipt.sequence() + " is not what the receipt says");
            }
        }
    }

    private static String line(MemoryId id, int versions, String seal) {
        return id + " " + versions + " " + seal;
    }

    private void checkLog(ErasureReceipt receipt) {
        Set<MemoryId> erased =
                receipt.entries().stream().map(ErasureReceipt.Entry::id).collect(Collectors.toSet());
        try (CommitCursor commits = log.read(1)) {
            while (commits.hasNext()) {
                Commit commit = commits.next();
                for (MemoryOp op : commit.operations()) {
                    if (erased.contains(op.id()) && !(op instanceof MemoryOp.Erase)) {
                        find(ErrorCode.CONFLICT, "log", "commit " + commit.sequence() + " still holds " + op.id());
                    }
                }
            }
        }
    }

    /** Memories that were derived from the reader's memories may be in scopes that the reader cannot see. */
    private void checkIndex(Scope reader, ErasureReceipt receipt) {
        boolean readers = false;
        for (ErasureReceipt.Entry entry : receipt.entries()) {
            List<Memory> versions = index.history(entry.id());
            boolean marked = versions.size() == 1 && versions.getFirst().status() == Status.ERASED;
            Scope scope = marked ? versions.getFirst().scope() : null;
            if (scope == null || !scope.tenant().equals(reader.tenant())) {
                find(ErrorCode.CONFLICT, "index", "memory " + entry.id() + " is not an erased memory of this reader");
            } else {
                readers |= scope.visibleTo(reader) || reader.visibleTo(scope);
            }
        }
        if (!readers) {
            find(ErrorCode.CONFLICT, "index", "none of the memories is of this reader");
        }
    }

    private void find(ErrorCode code, String file, String message) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(new Finding(code, file, -1, message));
        }
    }
}
