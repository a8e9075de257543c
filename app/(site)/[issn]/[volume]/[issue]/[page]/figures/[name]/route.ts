export { fileResponse as GET, fileResponse as HEAD } from "@/app/_doors/file";
