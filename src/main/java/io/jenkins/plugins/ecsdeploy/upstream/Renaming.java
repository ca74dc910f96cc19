package io.jenkins.plugins.ecsdeploy.upstream;

import io.jenkins.plugins.ecsdeploy.access.ReadableJobs;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An item that got another full name, and what that means for the names in configurations.
 *
 * @param exists whether there is an item of that full name now
 */
record Renaming(String oldFullName, String newFullName, Predicate<String> exists) {
    /** @param names what a job names, with commas in between */
    String applied(String names, String fullNameOfHolder) {
        return ReadableJobs.names(names).stream()
                .map(name -> one(name, fullNameOfHolder))
                .collect(Collectors.joining(", "));
    }

    private String one(String name, String owner) {
        String folder = JobNames.folder(owner);
        String meant = JobNames.absolute(folder, name);
        if (JobNames.isWithin(meant, oldFullName)) {
            String now = moved(meant);
            return name.startsWith("/") ? "/" + now : JobNames.relative(folder, now);
        }
        if (!exists.test(meant) && JobNames.isWithin(name, oldFullName)) {
            // A full name without the slash: Jenkins takes it for one if there is no such relative name.
            return moved(name);
        }
        return JobNames.isWithin(owner, newFullName) && !name.startsWith("/") ? asSeenFromHere(name, owner) : name;
    }

    /** The job that holds the name moved away from the job that it names. */
    private String asSeenFromHere(String name, String owner) {
        String before = oldFullName + owner.substring(newFullName.length());
        String meant = JobNames.absolute(JobNames.folder(before), name);
        String folder = JobNames.folder(owner);
        return meant.equals(JobNames.absolute(folder, name)) || !exists.test(meant)
                ? name
                : JobNames.relative(folder, meant);
    }

    private String moved(String fullName) {
        return newFullName + fullName.substring(oldFullName.length());
    }
}
