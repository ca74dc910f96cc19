package io.jenkins.plugins.ecsdeploy.upstream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Names of jobs as text: what they mean in a folder, and how to write them there. Looks at no job. */
final class JobNames {
    private JobNames() {}

    /** The full name that a name stands for in a folder: {@code ../b} in {@code a} is {@code b}. */
    static String absolute(String folder, String name) {
        Deque<String> parts = new ArrayDeque<>();
        if (!name.startsWith("/")) {
            add(parts, folder);
        }
        add(parts, name);
        return String.join("/", parts);
    }

    /** The name by which a folder knows the job of that full name. */
    static String relative(String folder, String fullName) {
        Iterator<String> from = parts(folder).iterator();
        Iterator<String> to = parts(fullName).iterator();
        StringBuilder up = new StringBuilder();
        StringBuilder down = new StringBuilder();
        boolean apart = false;
        while (from.hasNext() || to.hasNext()) {
            String here = from.hasNext() ? from.next() : null;
            String there = to.hasNext() ? to.next() : null;
            apart |= here == null || !here.equals(there);
            if (apart && here != null) {
                up.append("../");
            }
            if (apart && there != null) {
                down.append(down.isEmpty() ? "" : "/").append(there);
            }
        }
        return up.append(down).toString();
    }

    /** The folder of a job, by its full name; the empty name for the top. */
    static String folder(String fullName) {
        int slash = fullName.lastIndexOf('/');
        return slash < 0 ? "" : fullName.substring(0, slash);
    }

    /** Whether the name is that of the item or of one in it. */
    static boolean isWithin(String fullName, String item) {
        return fullName.equals(item) || fullName.startsWith(item + "/");
    }

    private static List<String> parts(String path) {
        return path.isEmpty() ? List.of() : List.of(path.split("/"));
    }

    private static void add(Deque<String> parts, String path) {
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
    }
}
