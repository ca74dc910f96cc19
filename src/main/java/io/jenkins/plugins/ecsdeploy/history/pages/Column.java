package io.jenkins.plugins.ecsdeploy.history.pages;

import io.jenkins.plugins.ecsdeploy.history.Viewer;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;

/**
 * A place to deploy to: a target, and the cluster in it; or a cluster where steps name no target.
 *
 * @param folder of the target, empty for a global one
 * @param target null: none
 * @param place region, account and cluster where there is no target, else the cluster alone
 */
public record Column(String folder, String target, String place) {
    static Column of(Entry entry, Viewer viewer) {
        if (entry.service().isRepository()) {
            return new Column("", null, Messages.Column_registry());
        }
        String name = viewer.seesTarget(entry) ? entry.target().name() : null;
        return name == null
                ? new Column(
                        "",
                        null,
                        entry.service().cluster() + " · " + entry.service().region()
                                + (entry.service().account().isEmpty()
                                        ? ""
                                        : " · " + entry.service().account()))
                : new Column(viewer.folderName(entry), name, entry.service().cluster());
    }

    /** What people call it. */
    public String getName() {
        return target == null ? place : folder.isEmpty() ? target : folder + "/" + target;
    }

    /** What is to be said beside the name; empty: nothing. */
    public String getMore() {
        return target == null || target.equals(place) ? "" : place;
    }

    /** The value of a filter. */
    public String getKey() {
        return getName() + (target == null ? "" : " " + place);
    }

    /** Whether somebody means it by that word. */
    boolean isMeantBy(String word) {
        return word.isEmpty() || word.equals(getKey()) || word.equals(getName()) || word.equals(target);
    }
}
