package io.jenkins.plugins.ecsdeploy.targets;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.AbortException;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.engine.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import jenkins.model.Jenkins;

/** Finds targets by name: in the closest folder first, then the global ones. */
public final class Targets {
    private Targets() {}

    /**
     * The target of that name for a build.
     *
     * @throws AbortException if there is none, with those that the build may use; or if it may not use it, without any
     *     more words; or if what was written to the disk by hand cannot work
     */
    public static UsableTarget forBuild(Run<?, ?> run, String name) throws AbortException {
        String wanted = Util.fixEmptyAndTrim(name);
        UsableTarget found = inSight(run.getParent()).get(wanted);
        if (found == null) {
            throw new AbortException(unknown(run, wanted));
        }
        if (!allowed(found, target -> TargetPermission.allows(target, run))) {
            throw new AbortException("This build may not use the target '" + wanted + "'");
        }
        try {
            found.target().check();
        } catch (IllegalArgumentException e) {
            throw new AbortException(e.getMessage());
        }
        return found;
    }

    /** The target of that name that a job sees, whether it may use it or not. */
    public static Optional<UsableTarget> find(Item item, String name) {
        return Optional.ofNullable(inSight(item).get(name));
    }

    /**
     * The names of a folder's own targets, as they are configured.
     *
     * @param folder by its full name, which whoever asks may read; empty for the global targets
     */
    public static List<String> of(String folder) {
        if (folder.isEmpty()) {
            return EcsTargets.get().getTargets().stream().map(Target::getName).toList();
        }
        return own(Jenkins.get().getItemByFullName(folder)).stream()
                .flatMap(own -> own.getTargets().stream())
                .map(Target::getName)
                .toList();
    }

    private static Optional<FolderTargets> own(Object place) {
        return place instanceof AbstractFolder<?> folder
                ? Optional.ofNullable(folder.getProperties().get(FolderTargets.class))
                : Optional.empty();
    }

    /** The name of the target for steps that name none: that of the closest folder that has such a default. */
    public static Optional<String> defaultFor(Run<?, ?> run) {
        for (Object parent = run.getParent().getParent();
                parent instanceof AbstractFolder<?> folder;
                parent = folder.getParent()) {
            Optional<String> name = own(folder).map(FolderTargets::getDefaultTarget);
            if (name.isPresent()) {
                return name;
            }
        }
        return Optional.empty();
    }

    /** The targets that a job, or a job in a folder, may use, closest first; who its builds run as is not known here. */
    public static List<Target> forItem(Item item) {
        return inSight(item).values().stream()
                .filter(found -> allowed(found, target -> TargetPermission.allowsJob(target, item)))
                .map(UsableTarget::target)
                .toList();
    }

    private static boolean allowed(UsableTarget found, Predicate<GlobalTarget> rule) {
        return !(found.target() instanceof GlobalTarget global) || rule.test(global);
    }

    private static String unknown(Run<?, ?> run, String wanted) {
        List<String> usable = inSight(run.getParent()).values().stream()
                .filter(found -> allowed(found, target -> TargetPermission.allows(target, run)))
                .map(found -> found.target().getName())
                .toList();
        return "There is no target '" + wanted + "'" + Nearest.hint(String.valueOf(wanted), usable) + ". "
                + (usable.isEmpty()
                        ? "This build may use none; an administrator adds them under Manage Jenkins, System, or in a"
                                + " folder's configuration"
                        : "This build may use: " + String.join(", ", usable));
    }

    /** By name, each the closest of its name. */
    private static Map<String, UsableTarget> inSight(Item item) {
        Map<String, UsableTarget> found = new LinkedHashMap<>();
        for (Object place = item; place instanceof Item below; place = below.getParent()) {
            own(place)
                    .ifPresent(own -> own.getTargets()
                            .forEach(target -> found.putIfAbsent(
                                    target.getName(), new UsableTarget(target, (AbstractFolder<?>) below))));
        }
        EcsTargets.get()
                .getTargets()
                .forEach(target -> found.putIfAbsent(target.getName(), new UsableTarget(target, Jenkins.get())));
        return found;
    }
}
