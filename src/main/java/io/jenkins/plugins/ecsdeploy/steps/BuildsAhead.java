package io.jenkins.plugins.ecsdeploy.steps;

import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.access.BuildNote;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Those who deploy to a service before a step may, in words. The names of other jobs are no more than a note, for those who
 * may read them.
 */
final class BuildsAhead {
    private BuildsAhead() {}

    /**
     * For the log of a build: who is waited for, with links, and that they deploy.
     *
     * @param ids those ahead, see {@link io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime#turns()}; at least one
     * @param own the build that waits
     */
    static String inLog(List<String> ids, Run<?, ?> own) {
        List<String> distinct = ids.stream().distinct().toList();
        return inWords(distinct, id -> name(id, own)) + (distinct.size() == 1 ? ", which deploys" : ", which deploy");
    }

    /** The numbers alone, where there can be no note. */
    static String inShort(List<String> ids) {
        return inWords(ids.stream().distinct().toList(), BuildsAhead::number);
    }

    private static String name(String id, Run<?, ?> own) {
        if (id.equals(own.getExternalizableId())) {
            return "another step of this build";
        }
        // Not among the builds any more if it was deleted while it ran.
        return Optional.ofNullable(Run.fromExternalizableId(id))
                .map(build ->
                        BuildNote.encoded(build.getParent().getFullName(), build.getNumber(), build.getDisplayName()))
                .orElseGet(() -> number(id));
    }

    private static String number(String id) {
        return id.substring(id.lastIndexOf('#'));
    }

    private static String inWords(List<String> ids, Function<String, String> words) {
        List<String> all = ids.stream().map(words).toList();
        int last = all.size() - 1;
        return last == 0 ? all.get(0) : String.join(", ", all.subList(0, last)) + " and " + all.get(last);
    }
}
