package io.jenkins.plugins.ecsdeploy.history;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.ecsdeploy.engine.poll.Scheduler;
import io.jenkins.plugins.ecsdeploy.history.journal.Heads;
import io.jenkins.plugins.ecsdeploy.history.journal.JobNames;
import io.jenkins.plugins.ecsdeploy.history.journal.Journal;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/** The history of this controller: its journal, and what keeps it in order. */
@Extension
public class DeploymentHistory {
    private static final Logger LOGGER = Logger.getLogger(DeploymentHistory.class.getName());
    private static final String FOLDER = "ecs-deploy-history";
    /** So old may be what the next start reads at once; the rest it reads from the files. */
    private static final Duration SAVED_EVERY = Duration.ofMinutes(1);

    private static final Duration PRUNED_EVERY = Duration.ofDays(1);

    private final Journal journal;
    private final JobNames names;
    private final OldBuilds old;
    private final AtomicBoolean loading = new AtomicBoolean();
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();
    private Instant pruned = Instant.EPOCH;

    public DeploymentHistory() {
        Path folder = Jenkins.get().getRootDir().toPath().resolve(FOLDER);
        journal = new Journal(folder, System::currentTimeMillis, DeploymentHistory::problem);
        names = new JobNames(folder, DeploymentHistory::problem);
        old = new OldBuilds(folder);
    }

    private static void problem(String what, IOException e) {
        LOGGER.log(Level.WARNING, e, () -> what);
    }

    public static DeploymentHistory get() {
        return ExtensionList.lookupSingleton(DeploymentHistory.class);
    }

    public Journal journal() {
        return journal;
    }

    /** What has become of the jobs that entries name. */
    public JobNames names() {
        return names;
    }

    /** True when all services are known; else they are about to be, and somebody is at it. */
    public boolean isLoaded() {
        if (!journal.isLoaded()) {
            load();
        }
        return journal.isLoaded();
    }

    /** The same, for those who may wait for it. */
    public CompletableFuture<Void> loaded() {
        load();
        return loaded;
    }

    private void load() {
        if (loading.compareAndSet(false, true)) {
            Scheduler scheduler = EcsRuntime.get().scheduler();
            scheduler.schedule(
                    () -> {
                        try {
                            journal.load();
                        } finally {
                            loaded.complete(null);
                        }
                        scheduler.schedule(this::tidy, SAVED_EVERY);
                        RunningNow.get().begin();
                        old.takeIn();
                    },
                    Duration.ZERO);
        }
    }

    private void tidy() {
        Scheduler scheduler = EcsRuntime.get().scheduler();
        try {
            journal.save();
            if (Duration.between(pruned, scheduler.now()).compareTo(PRUNED_EVERY) >= 0) {
                pruned = scheduler.now();
                journal.prune(HistoryConfiguration.get().limits());
            }
        } finally {
            scheduler.schedule(this::tidy, SAVED_EVERY);
        }
    }

    /** The order that an entry would get which is written now. */
    private long orderNow() {
        return Math.max(
                System.currentTimeMillis(),
                journal.heads().stream().mapToLong(Heads::newest).max().orElse(0) + 1);
    }

    /** Follows jobs and folders to their names, and begins and ends with Jenkins. */
    @Extension
    public static final class OfItems extends ItemListener {
        @Override
        public void onLoaded() {
            get().load();
        }

        @Override
        public void onBeforeShutdown() {
            get().journal.save();
        }

        @Override
        public void onLocationChanged(Item item, String oldFullName, String newFullName) {
            DeploymentHistory history = get();
            if (history.names.isUsed(oldFullName)) {
                history.names.renamed(oldFullName, newFullName, history.orderNow());
            }
        }

        @Override
        public void onDeleted(Item item) {
            DeploymentHistory history = get();
            if (history.names.isUsed(item.getFullName())) {
                history.names.deleted(item.getFullName(), history.orderNow());
            }
        }
    }
}
