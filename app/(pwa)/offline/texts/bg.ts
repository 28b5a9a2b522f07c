import app from "@/messages/bg/app.json";
import common from "@/messages/bg/common.json";
import connection from "@/messages/bg/connection.json";
import errors from "@/messages/bg/errors.json";
import floor from "@/messages/bg/floor.json";
import pad from "@/messages/bg/pad.json";
import people from "@/messages/bg/people.json";
import signIn from "@/messages/bg/signIn.json";
import staff from "@/messages/bg/staff.json";

export const texts = { app, common, connection, errors, floor, pad, people, signIn, staff };
