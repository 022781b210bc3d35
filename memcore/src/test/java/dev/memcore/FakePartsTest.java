package dev.memcore;

import org.junit.jupiter.api.Nested;

/** The engine's contracts, over a log and an index that are fakes. */
final class FakePartsTest {
    @Nested
    final class Spaces extends SpaceContract {
        @Override
        Store newStore() {
            return Store.overFakes();
        }
    }

    @Nested
    final class Idempotency extends IdempotencyContract {
        @Override
        Store newStore() {
            return Store.overFakes();
        }
    }

    @Nested
    final class BadInput extends BadInputContract {
        @Override
        Store newStore() {
            return Store.overFakes();
        }
    }

    @Nested
    final class Creation extends CreationContract {
        @Override
        Store newStore() {
            return Store.overFakes();
        }
    }

    @Nested
    final class Reopening extends ReopenContract {
        @Override
        Store newStore() {
            return Store.overFakes();
        }
    }

    @Nested
    final class BlankTexts extends BlankTextContract {
        @Override
        Store newStore() {
            return Store.overFakes();
        }
    }

    @Nested
    final class Sessions extends SessionContract {
        @Override
        Store newStore() {
            return Store.overFakes();
        }
    }

    @Nested
    final class OwnQuestions extends OwnQuestionContract {
        @Override
        Store newStore() {
            return Store.overFakes();
        }
    }

    @Nested
    final class Overviews extends OverviewContract {
        @Override
        Store newStore() {
            return Store.overFakes();
        }
    }

    @Nested
    final class Concurrency extends ConcurrencyContract {
        @Override
        Store newStore() {
            return Store.overFakes();
        }
    }

    @Nested
    final class RecordedTime extends RecordedTimeContract {
        @Override
        Store newStore() {
            return Store.overFakes();
        }
    }

    @Nested
    final class Histories extends HistoryContract {
        @Override
        Store newStore() {
            return Store.overFakes();
        }
    }

    @Nested
    final class Erasures extends ErasureContract {
        @Override
        Store newStore() {
            return Store.overFakes();
        }
    }

    @Nested
    final class BlocksAndUsage extends BlocksContract {
        @Override
        Store newStore() {
            return Store.overFakes();
        }
    }

    @Nested
    final class KeyedFacts extends FactsContract {
        @Override
        Store newStore() {
            return Store.overFakes();
        }
    }

    @Nested
    final class KeysToSearchBy extends SearchKeysContract {
        @Override
        Store newStore() {
            return Store.overFakes();
        }
    }

    @Nested
    final class Maintaining extends MaintenanceContract {
        @Override
        Store newStore() {
            return Store.overFakes();
        }
    }

    @Nested
    final class WorkThatIsDue extends TriggerContract {
        @Override
        Store newStore() {
            return Store.overFakes();
        }
    }
}
