export { NothingHere as default } from "@/app/_reports/nothing-here";
