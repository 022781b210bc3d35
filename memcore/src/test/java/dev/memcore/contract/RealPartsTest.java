package dev.memcore.contract;

import dev.memcore.erasure.ErasureContract;
import dev.memcore.history.HistoryContract;
import dev.memcore.history.RecordedTimeContract;
import dev.memcore.maintenance.MaintenanceContract;
import dev.memcore.maintenance.TriggerContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The engine's contracts, over the parts that hosts have: files and Lucene. */
final class RealPartsTest {
    @TempDir
    private Path directory;

    @Nested
    final class Spaces extends SpaceContract {
        @Override
        public Store newStore() {
            return Store.onDisk(directory);
        }
    }

    @Nested
    final class Idempotency extends IdempotencyContract {
        @Override
        public Store newStore() {
            return Store.onDisk(directory);
        }
    }

    @Nested
    final class BadInput extends BadInputContract {
        @Override
        public Store newStore() {
            return Store.onDisk(directory);
        }
    }

    @Nested
    final class Creation extends CreationContract {
        @Override
        public Store newStore() {
            return Store.onDisk(directory);
        }
    }

    @Nested
    final class Reopening extends ReopenContract {
        @Override
        public Store newStore() {
            return Store.onDisk(directory);
        }
    }

    @Nested
    final class BlankTexts extends BlankTextContract {
        @Override
        public Store newStore() {
            return Store.onDisk(directory);
        }
    }

    @Nested
    final class Sessions extends SessionContract {
        @Override
        public Store newStore() {
            return Store.onDisk(directory);
        }
    }

    @Nested
    final class OwnQuestions extends OwnQuestionContract {
        @Override
        public Store newStore() {
            return Store.onDisk(directory);
        }
    }

    @Nested
    final class Overviews extends OverviewContract {
        @Override
        public Store newStore() {
            return Store.onDisk(directory);
        }
    }

    @Nested
    final class Concurrency extends ConcurrencyContract {
        @Override
        public Store newStore() {
            return Store.onDisk(directory);
        }
    }

    @Nested
    final class RecordedTime extends RecordedTimeContract {
        @Override
        public Store newStore() {
            return Store.onDisk(directory);
        }
    }

    @Nested
    final class Histories extends HistoryContract {
        @Override
        public Store newStore() {
            return Store.onDisk(directory);
        }
    }

    @Nested
    final class Erasures extends ErasureContract {
        @Override
        public Store newStore() {
            return Store.onDisk(directory);
        }
    }

    @Nested
    final class BlocksAndUsage extends BlocksContract {
        @Override
        public Store newStore() {
            return Store.onDisk(directory);
        }
    }

    @Nested
    final class KeyedFacts extends FactsContract {
        @Override
        public Store newStore() {
            return Store.onDisk(directory);
        }
    }

    @Nested
    final class ChangingAttributesAndTimes extends AttributesAndTimesContract {
        @Override
        public Store newStore() {
            return Store.onDisk(directory);
        }
    }

    @Nested
    final class KeysToSearchBy extends SearchKeysContract {
        @Override
        public Store newStore() {
            return Store.onDisk(directory);
        }
    }

    @Nested
    final class Maintaining extends MaintenanceContract {
        @Override
        public Store newStore() {
            return Store.onDisk(directory);
        }
    }

    @Nested
    final class WorkThatIsDue extends TriggerContract {
        @Override
        public Store newStore() {
            return Store.onDisk(directory);
        }
    }
}
