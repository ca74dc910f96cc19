package io.jenkins.plugins.ecsdeploy.upstream;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.AutoCompletionCandidates;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.access.JobLookup;
import io.jenkins.plugins.ecsdeploy.access.ReadableJobs;
import io.jenkins.plugins.ecsdeploy.arguments.FormRights;
import java.util.List;
import java.util.Optional;

/** The form fields that name upstream jobs and their branch. Those who may not configure get no answers. */
public final class JobField {
    private JobField() {}

    /** @param names which may be several, and none in a form that is not filled in yet */
    public static FormValidation check(@CheckForNull Item item, String names, @CheckForNull String branch) {
        if (!FormRights.mayConfigure(item)) {
            return FormValidation.ok();
        }
        List<String> all = ReadableJobs.names(names);
        if (all.isEmpty()) {
            return FormValidation.ok(Messages.JobField_empty());
        }
        for (String name : all) {
            // What is wrong with the branch is said at its own field.
            JobLookup found = JobLookup.find(item, name, branch);
            if (found.job().isEmpty() && branchIsWrong(item, name, branch).isEmpty()) {
                return FormValidation.warning(
                        found.advice().orElse(Messages.JobField_missing(JobLookup.inWords(name, branch))));
            }
        }
        return FormValidation.ok();
    }

    /** Says of a branch that one of the jobs has none, or not that one. */
    public static FormValidation checkBranch(@CheckForNull Item item, String names, @CheckForNull String branch) {
        return FormRights.mayConfigure(item)
                ? ReadableJobs.names(names).stream()
                        .flatMap(name -> branchIsWrong(item, name, branch).stream())
                        .findFirst()
                        .map(FormValidation::warning)
                        .orElseGet(FormValidation::ok)
                : FormValidation.ok();
    }

    public static AutoCompletionCandidates complete(
            @CheckForNull Item item, @CheckForNull ItemGroup<?> folder, String name) {
        return FormRights.mayConfigure(item)
                ? AutoCompletionCandidates.ofJobNames(Job.class, name, item, folder)
                : new AutoCompletionCandidates();
    }

    /** Only of a job that is there: what to say of its branch. */
    private static Optional<String> branchIsWrong(@CheckForNull Item item, String name, @CheckForNull String branch) {
        if (Util.fixEmptyAndTrim(branch) == null) {
            return Optional.empty();
        }
        JobLookup withIt = JobLookup.find(item, name, branch);
        JobLookup without = JobLookup.find(item, name, null);
        boolean isThere = without.job().isPresent() || without.advice().isPresent();
        return withIt.job().isPresent() || !isThere
                ? Optional.empty()
                : Optional.of(withIt.advice().orElse(Messages.JobField_missing(JobLookup.inWords(name, branch))));
    }
}
