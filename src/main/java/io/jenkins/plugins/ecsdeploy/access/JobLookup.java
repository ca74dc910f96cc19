package io.jenkins.plugins.ecsdeploy.access;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.springframework.security.access.AccessDeniedException;

/**
 * One look for a job as the current authentication, which must have Job/Read at each level, as {@code Jenkins#getItem}
 * has it.
 *
 * @param job the job, if it is there and may be read
 * @param advice what to change in the arguments, if what they name may be read but is not a job
 */
public record JobLookup(Optional<Job<?, ?>> job, Optional<String> advice) {
    public static JobLookup find(@CheckForNull Item context, String name, @CheckForNull String branch) {
        String wanted = Util.fixEmptyAndTrim(name);
        String wantedBranch = Util.fixEmptyAndTrim(branch);
        Item item = wanted == null ? null : item(context, wanted);
        if (item instanceof Job<?, ?> job) {
            return wantedBranch == null
                    ? new JobLookup(Optional.of(job), Optional.empty())
                    : advising("'" + job.getFullName() + "' is a job without branches. Leave out branch");
        }
        if (item instanceof ItemGroup<?> group) {
            return wantedBranch == null
                    ? advising("'" + item.getFullName() + "' holds jobs and is none itself."
                            + " Name the job in it, or a multibranch project's branch by branch: 'main'")
                    : new JobLookup(ofBranch(group, wantedBranch), Optional.empty());
        }
        return new JobLookup(Optional.empty(), Optional.empty());
    }

    public static String inWords(String name, @CheckForNull String branch) {
        String wantedBranch = Util.fixEmptyAndTrim(branch);
        return Util.fixNull(name).trim() + (wantedBranch == null ? "" : "/" + wantedBranch);
    }

    private static JobLookup advising(String advice) {
        return new JobLookup(Optional.empty(), Optional.of(advice));
    }

    @CheckForNull
    private static Item item(@CheckForNull Item context, String name) {
        try {
            Item item = Jenkins.get().getItem(name, context);
            return item != null && item.hasPermission(Item.READ) ? item : null;
        } catch (AccessDeniedException e) {
            // Somebody with Job/Discover alone would learn that there is such a job.
            return null;
        }
    }

    /**
     * The job of a branch. Its name is the branch's, encoded where a job's name may not have a character. Display names
     * are not looked at: anybody who can open a pull request may choose them.
     */
    private static Optional<Job<?, ?>> ofBranch(ItemGroup<?> group, String branch) {
        Optional<Job<?, ?>> decoded = child(group, branch, true);
        return decoded.isPresent() ? decoded : child(group, branch, false);
    }

    private static Optional<Job<?, ?>> child(ItemGroup<?> group, String branch, boolean encoded) {
        for (Item item : group.getItems(item -> item instanceof Job<?, ?>)) {
            String name = encoded ? decode(item.getName()) : item.getName();
            if (name.equals(branch) && item.hasPermission(Item.READ)) {
                return Optional.of((Job<?, ?>) item);
            }
        }
        return Optional.empty();
    }

    private static String decode(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }
}
