package io.jenkins.plugins.ecsdeploy.steps.caller;

import hudson.Util;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.arguments.FormRights;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import io.jenkins.plugins.ecsdeploy.targets.Target;
import io.jenkins.plugins.ecsdeploy.targets.Targets;
import java.util.List;
import java.util.Optional;

/** The targets in the forms of steps, for those alone who may write the job or use what it has. */
public final class TargetChoice {
    private TargetChoice() {}

    /** @param current what the form has now, which is listed in any case */
    public static ListBoxModel items(Item item, String current) {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.AwsStep_noTarget(), "");
        targets(item).stream().map(Target::getName).forEach(items::add);
        String kept = Util.fixEmptyAndTrim(current);
        if (kept != null && items.stream().noneMatch(option -> option.value.equals(kept))) {
            items.add(kept);
        }
        return items;
    }

    /** The target of that name, if it is one of those that are listed. */
    public static Optional<Target> find(Item item, String name) {
        String wanted = Util.fixEmptyAndTrim(name);
        return targets(item).stream()
                .filter(target -> target.getName().equals(wanted))
                .findFirst()
                .map(target -> target);
    }

    private static List<? extends Target> targets(Item item) {
        if (!FormRights.mayUse(item)) {
            return List.of();
        }
        return item == null ? EcsTargets.get().getTargets() : Targets.forItem(item);
    }
}
