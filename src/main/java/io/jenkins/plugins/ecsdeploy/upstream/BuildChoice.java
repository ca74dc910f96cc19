package io.jenkins.plugins.ecsdeploy.upstream;

import hudson.AbortException;
import hudson.Util;
import hudson.model.Job;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A choice taken apart: which build of which job is meant. Nothing is looked up.
 *
 * <p>{@code 90} and {@code 90-fix the thing} are builds of the one job, {@code team/service1#90} says the job, too.
 */
record BuildChoice(Job<?, ?> job, int number) {
    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,9})(-.*)?", Pattern.DOTALL);
    private static final Pattern OF_JOB = Pattern.compile("/?(.+)#([0-9]{1,9})", Pattern.DOTALL);

    /**
     * @param jobs the jobs whose builds may be chosen
     * @throws AbortException if the text is none of the forms, or means a build of another job
     */
    static BuildChoice parse(String text, List<Job<?, ?>> jobs) throws AbortException {
        String choice = Util.fixNull(text).trim();
        Matcher ofJob = OF_JOB.matcher(choice);
        if (ofJob.matches()) {
            for (Job<?, ?> job : jobs) {
                // First: the name of a job may itself begin like '90-'.
                if (job.getFullName().equals(ofJob.group(1))) {
                    return new BuildChoice(job, Integer.parseInt(ofJob.group(2)));
                }
            }
        }
        Matcher number = NUMBER.matcher(choice);
        if (number.matches()) {
            if (jobs.size() == 1) {
                return new BuildChoice(jobs.get(0), Integer.parseInt(number.group(1)));
            }
            throw new AbortException("The choice " + Shown.quote(choice)
                    + " does not say of which job the build is. Give '"
                    + jobs.get(0).getFullName() + "#" + number.group(1) + "', say: the jobs are " + names(jobs));
        }
        if (ofJob.matches()) {
            throw new AbortException(
                    "The choice " + Shown.quote(choice) + " is a build of " + Shown.quote(ofJob.group(1))
                            + ", and job names " + names(jobs) + ". If the job was renamed since, choose again");
        }
        throw new AbortException("The choice " + Shown.quote(choice)
                + " is not a build. Give a number, '90-fix the thing' as" + " a dropdown has it, or 'job#90'");
    }

    boolean isSame(Job<?, ?> otherJob, int otherNumber) {
        return number == otherNumber && job.equals(otherJob);
    }

    static String names(List<Job<?, ?>> jobs) {
        return jobs.stream().map(job -> "'" + job.getFullName() + "'").collect(Collectors.joining(", "));
    }
}
