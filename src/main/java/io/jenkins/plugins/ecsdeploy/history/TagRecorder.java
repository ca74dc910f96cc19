package io.jenkins.plugins.ecsdeploy.history;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagMove;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagState;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Carrier;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Change;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.End;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.TargetName;
import io.jenkins.plugins.ecsdeploy.history.journal.Journal;
import io.jenkins.plugins.ecsdeploy.history.journal.ServiceKey;
import io.jenkins.plugins.ecsdeploy.records.TagListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes entries of tags that are moved: a repository is in the journal as a service is, and runs nothing. */
@Extension
public final class TagRecorder implements TagListener {
    @Override
    public void changed(Run<?, ?> run, Tags tags) {
        Journal journal = DeploymentHistory.get().journal();
        ServiceKey repository = ServiceKey.repository(tags.repository());
        String id = Long.toString(run.getTimeInMillis(), Character.MAX_RADIX) + "-" + run.getNumber() + "-"
                + tags.nodeId() + "-tag";
        Optional<Entry> before = journal.newest(repository).stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst();
        if (before.isEmpty()) {
            Entry begun = entry(run, id, repository, tags, before);
            DeploymentRecorder.use(begun);
            journal.update(begun);
        } else if (before.get().isOpen()) {
            Entry now = entry(run, id, repository, tags, before);
            if (!now.equals(before.get())) {
                journal.update(now);
            }
        }
    }

    private static Entry entry(Run<?, ?> run, String id, ServiceKey repository, Tags tags, Optional<Entry> before) {
        return new Entry(
                id,
                before.map(Entry::order).orElse(0L),
                "tagImage",
                repository,
                TargetName.NONE,
                change(tags.repository(), tags.state()),
                Carrier.NONE,
                List.of(),
                before.map(Entry::origin).orElseGet(() -> Origins.of(run, Lineage.of(run, Optional.empty()))),
                before.map(Entry::began).orElseGet(System::currentTimeMillis),
                end(tags));
    }

    /** By tag instead of by container. */
    private static Change change(String repository, TagState state) {
        Map<String, String> images = new LinkedHashMap<>();
        Map<String, String> digests = new LinkedHashMap<>();
        state.digest()
                .ifPresent(digest -> state.moves().forEach(move -> {
                    images.put(move.tag(), repository + "@" + digest);
                    digests.put(move.tag(), digest);
                }));
        return new Change(null, null, images, digests, state.inWords(repository));
    }

    private static End end(Tags tags) {
        if (!tags.ended()) {
            return End.NOT_YET;
        }
        String good = tags.state().moves().stream().anyMatch(TagMove::changed) ? "SUCCESSFUL" : "UNCHANGED";
        return new End(tags.failure() == null ? good : "FAILED", tags.failure(), System.currentTimeMillis(), null);
    }
}
