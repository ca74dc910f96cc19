package io.jenkins.plugins.ecsdeploy.steps;

import hudson.Util;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.aws.FormRights;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import io.jenkins.plugins.ecsdeploy.targets.Target;
import io.jenkins.plugins.ecsdeploy.targets.Targets;
import java.util.List;

/** The list of targets in the forms of steps. Names alone, and only for those who may write the job or use what it has. */
final class TargetChoice {
    private TargetChoice() {}

    /** @param current what the form has now, which is listed in any case */
    static ListBoxModel items(Item item, String current) {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.AwsStep_noTarget(), "");
        names(item).forEach(items::add);
        String kept = Util.fixEmptyAndTrim(current);
        if (kept != null && items.stream().noneMatch(option -> option.value.equals(kept))) {
            items.add(kept);
        }
        return items;
    }

    private static List<String> names(Item item) {
        if (!FormRights.mayUse(item)) {
            return List.of();
        }
        return item == null
                ? EcsTargets.get().getTargets().stream().map(Target::getName).toList()
                : Targets.forItem(item);
    }
}
