package dev.memcore.bench.peers.system;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.bench.harness.Preset;
import dev.memcore.bench.harness.Stores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** memcore with its defaults: all stages, durability SYNCED. Searches by vectors alone have a fuser of one signal. */
final class MemcorePeer implements SearchPeer, DurableWriter {
    private final MemoryManager store;

    MemcorePeer(Path directory, boolean dense) {
        this.store = dense ? Stores.open(directory, Preset.DENSE.fuser()) : Stores.open(directory);
    }

    @Override
    public void load(PeerCorpus corpus) {
        List<Observation> session = new ArrayList<>();
        PeerTurn last = null;
        for (PeerTurn turn : corpus.turns()) {
            if (last != null && !(last.user() == turn.user() && last.session().equals(turn.session()))) {
                remember(last, session);
            }
            session.add(Observation.builder(turn.text())
                    .speaker(turn.speaker())
                    .eventTime(turn.time())
                    .build());
            last = turn;
        }
        if (last != null) {
            remember(last, session);
        }
        store.awaitIndexed();
    }

    private void remember(PeerTurn turn, List<Observation> session) {
        space(turn.user()).session(turn.session()).addAll(session);
        session.clear();
    }

    private MemorySpace space(int user) {
        return store.space(Scope.of("peers", PeerTurn.userName(user)));
    }

    @Override
    public List<String> search(PeerQuestion question) {
        MemoryQuery query = MemoryQuery.of(question.text()).withLimit(RESULTS);
        Instant at = question.at();
        return space(question.user()).recall(at == null ? query : query.withAskedAt(at)).memories().stream()
                .map(Memory::text)
                .toList();
    }

    @Override
    public void write(int user, String text) {
        space(user).remember(text);
    }

    @Override
    public void close() {
        store.close();
    }
}
