export { reportFile as GET, reportFile as HEAD } from "@/app/_reports/file-answer";
